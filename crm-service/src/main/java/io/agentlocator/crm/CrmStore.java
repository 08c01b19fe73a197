package io.agentlocator.crm;

import io.agentlocator.events.CallEvent;
import io.agentlocator.events.EventMeta;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The storage of calls and leads. Safe for all threads. */
public interface CrmStore {

    /**
     * Saves an event. Saving it again, or in another order, has the same result.
     *
     * @throws Unavailable for now; the caller tries again
     * @throws Rejected the event can never be saved
     */
    void save(CallEvent event, EventMeta meta);

    /**
     * Saves the events of a call in one transaction and rolls it back, to prove that they could be saved.
     *
     * @throws Unavailable for now; the caller tries again
     */
    void dryRun(List<CallEvent> events, EventMeta meta);

    /** The latest calls first. @param phone E.164; empty for all callers */
    List<CallDetails.Header> calls(Optional<String> phone, int limit);

    Optional<CallDetails> call(String callSid);

    /** The leads that changed last come first. @param phone E.164; empty for all leads */
    List<LeadRecord> leads(Optional<String> phone, int limit);

    Optional<LeadRecord> lead(UUID id);

    /** Deletes the lead and all personal data of its calls, for good. @return whether there was such a lead */
    boolean erase(UUID id, Instant at);

    /** The database does not answer, or is too busy. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unavailable(String cause, Throwable why) {
            super(cause, why);
        }
    }

    /** The event holds a value that the database cannot store. The message holds no content of the event. */
    final class Rejected extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Rejected(String cause) {
            super(cause);
        }
    }
}
