package io.agentlocator.crm;

import io.agentlocator.events.CallOutcome.Disposition;
import java.util.Locale;

/** How far a lead has come, by the results of its calls. */
public enum LeadStatus {
    NEW(0),
    PARTIAL(1),
    QUALIFIED(2),
    WANTS_PERSON(2),
    NOT_INTERESTED(2);

    private final int weight;

    LeadStatus(int weight) {
        this.weight = weight;
    }

    /** As it is stored and published: {@code wants-person}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The status that a call with this result gives its lead. */
    public static LeadStatus after(Disposition disposition) {
        return switch (disposition) {
            case QUALIFIED -> QUALIFIED;
            case PARTIAL -> PARTIAL;
            case WANTS_PERSON -> WANTS_PERSON;
            case NOT_INTERESTED -> NOT_INTERESTED;
            case NO_ANSWERS -> NEW;
        };
    }

    /** A clear result is not undone by a later call in which nothing clear was said. */
    boolean outweighs(LeadStatus other) {
        return weight > other.weight;
    }
}
