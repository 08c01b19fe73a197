/** Kokoro in this process: a voice without an account. */
@NullMarked
package io.agentlocator.speech.kokoro;

import org.jspecify.annotations.NullMarked;
