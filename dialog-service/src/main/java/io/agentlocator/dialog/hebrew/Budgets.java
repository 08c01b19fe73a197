package io.agentlocator.dialog.hebrew;

import io.agentlocator.events.LeadAnswers.Intent;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the caller would pay, or asks for, in shekels. A rent and a price are distinguished by the intent. */
final class Budgets {

    private static final Set<String> MONEY_WORDS =
            Set.of("שקל", "שקלים", "ש\"ח", "שח", "שקלין", "שקעל", "סקל", "ש'ח", "אלש\"ח", "סקלים", "שקלי");
    private static final Pattern BUDGET_WORDS =
            Pattern.compile("תקציב|מחיר|עד|בסביבות|סביב|בערך|מקסימום|לחודש|בחודש|עולה|מבקש");
    private static final long LEAST_PRICE = 100_000;
    private static final long MOST_PRICE = 200_000_000;
    private static final long LEAST_RENT = 800;
    private static final long MOST_RENT = 90_000;

    private Budgets() {}

    /**
     * @param asked the slot that the agent has just asked for; null for none
     * @param intent null where it is not known
     */
    static @Nullable Long in(List<String> words, @Nullable Slot asked, @Nullable Intent intent) {
        Long best = null;
        for (HebrewNumbers.Found number : HebrewNumbers.all(words)) {
            if (RoomCounts.isRoomWord(words, number.to()) || RoomCounts.countsSomethingElse(words, number.to())) {
                continue;
            }
            boolean money = isMoney(words, number.to());
            boolean named = money || asked == Slot.BUDGET || announced(words, number.from());
            Long meant = money(number.value(), named, asked == Slot.BUDGET, money, intent);
            // "Between one and a half and two million": the last is the most that would be paid.
            if (meant != null && (best == null || meant > best)) {
                best = meant;
            }
        }
        return best;
    }

    private static boolean announced(List<String> words, int index) {
        return words.subList(Math.max(0, index - 2), index).stream()
                .anyMatch(word -> BUDGET_WORDS.matcher(word).find());
    }

    private static @Nullable Long money(
            double value, boolean named, boolean asked, boolean currency, @Nullable Intent intent) {
        boolean rent = intent == Intent.RENT || intent == Intent.LET;
        if (asked && !currency && value < 100) {
            // "Two and a half" is millions where one buys and thousands where one rents.
            double meant = rent ? value * 1000 : value * 1_000_000;
            boolean sensible = rent ? value >= 2 && value <= 60 : value >= 0.5 && value <= 30;
            return sensible ? Math.round(meant) : null;
        }
        if (asked && !currency && !rent && value >= 300 && value < 1000) {
            return Math.round(value * 1000);
        }
        if (value >= LEAST_PRICE && value <= MOST_PRICE) {
            return Math.round(value);
        }
        boolean aRent = value >= LEAST_RENT && value <= MOST_RENT && named;
        // A year is no rent.
        boolean aYear = !currency && !asked && value >= 2020 && value <= 2040;
        return aRent && !aYear && intent != Intent.BUY && intent != Intent.SELL ? Math.round(value) : null;
    }

    static boolean isMoney(List<String> words, int index) {
        return index < words.size()
                && (MONEY_WORDS.contains(words.get(index)) || words.get(index).startsWith("אלף"));
    }
}
