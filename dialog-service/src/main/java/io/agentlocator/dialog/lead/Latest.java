package io.agentlocator.dialog.lead;

import io.agentlocator.events.LeadAnswers;
import org.jspecify.annotations.Nullable;

/** Two states of knowledge made one. */
public final class Latest {

    private Latest() {}

    /** All of both; where both say something, what was told later. */
    public static LeadAnswers of(LeadAnswers known, LeadAnswers told) {
        return new LeadAnswers(
                later(known.intent(), told.intent()),
                later(known.area(), told.area()),
                later(known.propertyType(), told.propertyType()),
                later(known.rooms(), told.rooms()),
                later(known.budgetIls(), told.budgetIls()),
                later(known.timing(), told.timing()),
                later(known.name(), told.name()),
                later(known.phone(), told.phone()));
    }

    /** What of {@code all} is not among {@code known}. */
    public static LeadAnswers without(LeadAnswers all, LeadAnswers known) {
        return new LeadAnswers(
                known.intent() == null ? all.intent() : null,
                known.area() == null ? all.area() : null,
                known.propertyType() == null ? all.propertyType() : null,
                known.rooms() == null ? all.rooms() : null,
                known.budgetIls() == null ? all.budgetIls() : null,
                known.timing() == null ? all.timing() : null,
                known.name() == null ? all.name() : null,
                known.phone() == null ? all.phone() : null);
    }

    private static <T> @Nullable T later(@Nullable T known, @Nullable T told) {
        return told == null ? known : told;
    }
}
