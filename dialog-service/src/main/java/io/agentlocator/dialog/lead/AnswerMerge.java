package io.agentlocator.dialog.lead;

import io.agentlocator.events.LeadAnswers;
import org.jspecify.annotations.Nullable;

/** Combines two sets of answers, field by field. */
public final class AnswerMerge {

    private AnswerMerge() {}

    /** All answers of both; where both have one, the later. */
    public static LeadAnswers latest(LeadAnswers known, LeadAnswers later) {
        return new LeadAnswers(
                later(known.intent(), later.intent()),
                later(known.area(), later.area()),
                later(known.propertyType(), later.propertyType()),
                later(known.rooms(), later.rooms()),
                later(known.budgetIls(), later.budgetIls()),
                later(known.timing(), later.timing()),
                later(known.name(), later.name()),
                later(known.phone(), later.phone()));
    }

    /** The answers of {@code all} that {@code known} does not have. */
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

    private static <T> @Nullable T later(@Nullable T known, @Nullable T later) {
        return later == null ? known : later;
    }
}
