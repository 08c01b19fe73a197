package io.agentlocator.dialog.lead;

import io.agentlocator.dialog.hebrew.Slot;
import io.agentlocator.events.LeadAnswers;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the conversation has brought so far.
 *
 * @param pending what the agent has asked for last and not yet been told; null when nothing is open
 * @param asked how often each thing was asked for
 * @param skipped what was asked for in vain and is not asked for again
 * @param confirmed whether the caller has agreed to what was read back
 */
public record KnownSoFar(
        LeadAnswers answers, @Nullable Slot pending, Map<Slot, Integer> asked, Set<Slot> skipped, boolean confirmed) {

    public static final KnownSoFar NOTHING = new KnownSoFar(LeadAnswers.NONE, null, Map.of(), Set.of(), false);

    public KnownSoFar {
        asked = Map.copyOf(asked);
        skipped = Set.copyOf(skipped);
    }

    /** What was understood elsewhere fills what is open here. */
    public KnownSoFar filledWith(LeadAnswers elsewhere) {
        return new KnownSoFar(Latest.of(elsewhere, answers), pending, asked, skipped, confirmed);
    }

    public int timesAsked(Slot slot) {
        return asked.getOrDefault(slot, 0);
    }

    /** Whether the thing is known. */
    public boolean has(Slot slot) {
        return switch (slot) {
            case INTENT -> answers.intent() != null;
            case AREA -> answers.area() != null;
            case PROPERTY_TYPE -> answers.propertyType() != null;
            case ROOMS -> answers.rooms() != null;
            case BUDGET -> answers.budgetIls() != null;
            case TIMING -> answers.timing() != null;
            case NAME -> answers.name() != null;
            case CALLERS_PHONE, PHONE -> answers.phone() != null;
            case CONFIRMATION -> confirmed;
            case CORRECTION -> false;
        };
    }

    /** What is to be asked for next, before the read-back; empty when all is known or was asked in vain. */
    public Optional<Slot> next(boolean callersPhoneKnown) {
        for (Slot slot : Slot.values()) {
            if (slot == Slot.CONFIRMATION || slot == Slot.CORRECTION || has(slot) || skipped.contains(slot)) {
                continue;
            }
            if (slot == Slot.ROOMS && !hasRooms(answers.propertyType())
                    || slot == Slot.CALLERS_PHONE && !callersPhoneKnown) {
                continue;
            }
            return Optional.of(slot);
        }
        return Optional.empty();
    }

    /** Area, type, budget, timing and a way to reach the caller: what a lead is made of. */
    public int fieldsKnown() {
        int known = 0;
        for (Slot slot : new Slot[] {Slot.AREA, Slot.PROPERTY_TYPE, Slot.BUDGET, Slot.TIMING, Slot.PHONE}) {
            known += has(slot) ? 1 : 0;
        }
        return known;
    }

    private static boolean hasRooms(@Nullable String propertyType) {
        return propertyType == null
                || !Set.of("מגרש", "משרד", "חנות", "מחסן", "קליניקה", "בניין", "סטודיו")
                        .contains(propertyType);
    }
}
