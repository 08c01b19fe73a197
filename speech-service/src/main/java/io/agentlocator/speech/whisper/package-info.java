/** Whisper in this process: recognition without an account. */
@NullMarked
package io.agentlocator.speech.whisper;

import org.jspecify.annotations.NullMarked;
