/** Whisper in this process: real recognition without anybody's account. */
@NullMarked
package io.agentlocator.speech.whisper;

import org.jspecify.annotations.NullMarked;
