/**
 * The domain of the media socket: the caller's sound in, the agent's sound out, what the caller heard.
 *
 * <p>{@link io.agentlocator.media.MediaStream} is the state machine of one stream; {@link
 * io.agentlocator.media.SharedTick} is the one thread that steps all of them. Times are milliseconds of a monotonic
 * clock, sound is G.711 μ-law.
 */
@NullMarked
package io.agentlocator.media;

import org.jspecify.annotations.NullMarked;
