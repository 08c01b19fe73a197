package io.agentlocator.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The CloudEvents attributes of an event, and its trace.
 *
 * @param id unique to the event; consumers that must not act twice on an event remember it
 * @param type e.g. {@code transcript.final}
 * @param source the service that wrote it
 * @param time when it happened, UTC
 * @param traceparent W3C trace context
 */
public record EventMeta(
        String id,
        String type,
        String source,
        Instant time,
        @Nullable String traceparent) {}
