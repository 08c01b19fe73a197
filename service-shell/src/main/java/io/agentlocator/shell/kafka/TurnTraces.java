package io.agentlocator.shell.kafka;

import io.agentlocator.events.Event;
import io.agentlocator.events.EventMeta;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Follows a turn through the services by its events: a sentence names the utterance that it answers, and all later events
 * have the number of the turn. So no service has to pass a trace from the event that it reads to the event that it publishes.
 * Safe for all threads; does not wait.
 */
public interface TurnTraces {

    /** Does nothing: traces are switched off. */
    TurnTraces NONE = new TurnTraces() {
        @Override
        public void read(Event event, EventMeta meta) {}

        @Override
        public @Nullable String published(Event event, Instant time) {
            return null;
        }
    };

    /** An event was read that may cause others. */
    void read(Event event, EventMeta meta);

    /**
     * An event is about to be published.
     *
     * @param time when it happened
     * @return the W3C trace context to send with it; null for none
     */
    @Nullable
    String published(Event event, Instant time);
}
