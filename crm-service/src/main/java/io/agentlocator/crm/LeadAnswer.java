package io.agentlocator.crm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is known about a lead.
 *
 * @param callSid the call in which it was said; null where a person wrote it
 */
public record LeadAnswer(
        String value, Source source, Instant at, @Nullable String callSid) {

    /** Who gave the answer. */
    public enum Source {
        CALLER,
        /** Somebody in the business. A call never overwrites this answer. */
        PERSON
    }

    /** Whether this answer replaces {@code known}. The result does not depend on the order in which the two are read. */
    boolean replaces(@Nullable LeadAnswer known) {
        if (known == null) {
            return true;
        }
        if (known.source != source) {
            return source == Source.PERSON;
        }
        int later = at.compareTo(known.at);
        return later > 0 || (later == 0 && text(callSid).compareTo(text(known.callSid)) > 0);
    }

    private static String text(@Nullable String callSid) {
        return callSid == null ? "" : callSid;
    }

    @Override
    public String toString() {
        return "LeadAnswer[source=" + source + ", at=" + at + "]";
    }
}
