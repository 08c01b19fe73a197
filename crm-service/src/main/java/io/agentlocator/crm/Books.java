package io.agentlocator.crm;

import io.agentlocator.events.CallEvent;
import io.agentlocator.events.EventMeta;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where calls and leads are kept. Safe for use by many threads. */
public interface Books {

    /**
     * Enters an event; to do so again, or in another order, changes nothing.
     *
     * @throws Unavailable for the time being; to be tried again
     * @throws Unfit the event cannot be entered, and never will
     */
    void enter(CallEvent event, EventMeta meta);

    /**
     * Enters the events of a call and takes all of it back, to see that it could be done.
     *
     * @throws Unavailable for the time being; to be tried again
     */
    void rehearse(List<CallEvent> events, EventMeta meta);

    /** The latest calls first. @param phone E.164; all callers where it is empty */
    List<CallSheet.Line> calls(Optional<String> phone, int limit);

    Optional<CallSheet> call(String callSid);

    /** The leads that changed last come first. */
    List<LeadFile> leads(Optional<String> phone, int limit);

    Optional<LeadFile> lead(UUID id);

    /** Takes all that is personal out of the lead and its calls, for good. @return whether there was such a lead */
    boolean erase(UUID id, Instant at);

    /** The books cannot be reached or are too busy. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unavailable(String cause, Throwable why) {
            super(cause, why);
        }
    }

    /** The event says what the books cannot hold. The message tells no content. */
    final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unfit(String cause) {
            super(cause);
        }
    }
}
