package io.agentlocator.dialog.lead;

import io.agentlocator.dialog.hebrew.Slot;
import io.agentlocator.events.LeadAnswers;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of the slots at one point of the conversation.
 *
 * @param pending the slot that the agent has asked for last, without an answer yet; null for none
 * @param asked how often each slot was asked for
 * @param skipped slots that were asked for in vain and are not asked for again
 * @param confirmed whether the caller has agreed to the read-back
 */
public record LeadProgress(
        LeadAnswers answers, @Nullable Slot pending, Map<Slot, Integer> asked, Set<Slot> skipped, boolean confirmed) {

    public static final LeadProgress NOTHING = new LeadProgress(LeadAnswers.NONE, null, Map.of(), Set.of(), false);

    public LeadProgress {
        asked = Map.copyOf(asked);
        skipped = Set.copyOf(skipped);
    }

    /** Fills what is open here with what another model understood. */
    public LeadProgress filledWith(LeadAnswers elsewhere) {
        return new LeadProgress(AnswerMerge.latest(elsewhere, answers), pending, asked, skipped, confirmed);
    }

    public int timesAsked(Slot slot) {
        return asked.getOrDefault(slot, 0);
    }

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

    /** The slot to ask for next, before the read-back; empty when every slot is filled or skipped. */
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

    /** How many of area, property type, budget, timing and telephone number are known. */
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
