/** Consumes {@code agent-audio}; publishes {@code caller-audio} and {@code media-events}. */
@NullMarked
package io.agentlocator.media.kafka;

import org.jspecify.annotations.NullMarked;
