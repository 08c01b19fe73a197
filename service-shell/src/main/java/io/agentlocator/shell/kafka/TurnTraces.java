package io.agentlocator.shell.kafka;

import io.agentlocator.events.Event;
import io.agentlocator.events.EventMeta;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Follows a turn through the services by the events themselves: who answers an utterance says so in his sentence, and all
 * that follows bears the turn's number. So no service needs to hand a trace from what it reads to what it writes. Any
 * thread; does not wait.
 */
public interface TurnTraces {

    /** Where traces are switched off. */
    TurnTraces NONE = new TurnTraces() {
        @Override
        public void read(Event event, EventMeta meta) {}

        @Override
        public @Nullable String published(Event event, Instant time) {
            return null;
        }
    };

    /** An event was read that may be the cause of others. */
    void read(Event event, EventMeta meta);

    /**
     * An event is about to be written.
     *
     * @param time when it happened
     * @return the W3C trace context that it travels under; null for none
     */
    @Nullable
    String published(Event event, Instant time);
}
