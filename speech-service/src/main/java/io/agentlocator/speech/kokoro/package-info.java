/** Kokoro in this process: a voice without anybody's account. */
@NullMarked
package io.agentlocator.speech.kokoro;

import org.jspecify.annotations.NullMarked;
