package io.agentlocator.dialog.hebrew;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many rooms the caller wants: a number before a word for rooms, or a bare number after the question for rooms. */
final class RoomCounts {

    private static final Set<String> ROOM_WORDS =
            Set.of("חדר", "חדרים", "חד'", "חדרי", "כדרים", "הדרים", "חדרין", "חדראם");

    private RoomCounts() {}

    /** @param asked the slot that the agent has just asked for; null for none */
    static @Nullable Double in(List<String> words, @Nullable Slot asked) {
        for (HebrewNumbers.Found number : HebrewNumbers.all(words)) {
            boolean followed = isRoomWord(words, number.to());
            boolean of = number.from() > 0
                    && Set.of("דירת", "דירה", "בת", "של").contains(words.get(number.from() - 1))
                    && number.value() <= 8
                    && number.value() >= 2
                    && !Budgets.isMoney(words, number.to());
            if ((followed || of && !countsSomethingElse(words, number.to())) && plausible(number.value())) {
                return number.value();
            }
        }
        int room = words.indexOf("חדר");
        if (room >= 0 && room + 1 < words.size() && words.get(room + 1).equals("אחד")) {
            return 1.0;
        }
        if (asked != Slot.ROOMS) {
            return null;
        }
        for (HebrewNumbers.Found number : HebrewNumbers.all(words)) {
            if (plausible(number.value())
                    && !Budgets.isMoney(words, number.to())
                    && !countsSomethingElse(words, number.to())) {
                return number.value();
            }
        }
        return null;
    }

    private static boolean plausible(double value) {
        return value >= 1 && value <= 12 && value * 2 == Math.rint(value * 2);
    }

    static boolean isRoomWord(List<String> words, int index) {
        return index < words.size() && ROOM_WORDS.contains(words.get(index));
    }

    /** Whether the word at this index makes the number before it a time, a floor or a number of people. */
    static boolean countsSomethingElse(List<String> words, int index) {
        return index < words.size()
                && Set.of("חודשים", "שבועות", "ימים", "שנים", "שנה", "חודש", "דקות", "קומות", "קומה", "ילדים", "נפשות")
                        .contains(words.get(index));
    }
}
