package io.agentlocator.crm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is known of a lead.
 *
 * @param callSid the call in which it was said; null where a person wrote it
 */
public record Answer(
        String value, Source source, Instant at, @Nullable String callSid) {

    /** Who said so. */
    public enum Source {
        CALLER,
        /** Somebody in the business; a call never overwrites it. */
        PERSON
    }

    /** Whether this takes {@code known}'s place; the same in whichever order the two are learnt. */
    boolean replaces(@Nullable Answer known) {
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
        return "Answer[source=" + source + ", at=" + at + "]";
    }
}
