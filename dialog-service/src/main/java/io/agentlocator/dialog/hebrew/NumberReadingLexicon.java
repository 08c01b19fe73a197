package io.agentlocator.dialog.hebrew;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of Hebrew numbers, and their misspellings by recognisers. */
final class NumberReadingLexicon {

    static final Map<String, Integer> UNITS = new HashMap<>();
    static final Map<String, Integer> TENS = new HashMap<>();
    static final Map<String, Integer> LARGE = new HashMap<>();

    static {
        put(UNITS, 0, "אפס", "עפס");
        put(UNITS, 1, "אחת", "אחד", "עחת");
        put(UNITS, 2, "שתיים", "שתים", "שניים", "שנים", "שתי", "שני", "שטיים", "שטי");
        put(UNITS, 3, "שלוש", "שלושה", "שלושת", "שלשה", "שלש", "סלוש", "שלושא");
        put(UNITS, 4, "ארבע", "ארבעה", "ארבעת", "ארבה", "ערבע", "ערבעה", "ארבא", "ארבעא");
        put(UNITS, 5, "חמש", "חמישה", "חמשה", "חמשת", "חמישת", "כמש", "חמישא");
        put(UNITS, 6, "שש", "שישה", "ששה", "ששת", "שישת", "סש", "שישא");
        put(UNITS, 7, "שבע", "שבעה", "שבעת", "שבה", "שבא", "שיבעה");
        put(UNITS, 8, "שמונה", "שמונת", "שמונא", "שמנה");
        put(UNITS, 9, "תשע", "תשעה", "תשעת", "טשע", "תשא", "טישעה", "תישעה");
        put(TENS, 10, "עשר", "עשרה", "עשרת", "עסר", "עסרה");
        put(TENS, 20, "עשרים", "אשרים", "עסרים");
        put(TENS, 30, "שלושים", "שלשים");
        put(TENS, 40, "ארבעים", "ערבעים");
        put(TENS, 50, "חמישים", "חמשים", "כמישים");
        put(TENS, 60, "שישים", "ששים");
        put(TENS, 70, "שבעים");
        put(TENS, 80, "שמונים");
        put(TENS, 90, "תשעים", "טשעים");
        put(LARGE, 100, "מאה", "מאות", "מעה", "מעות");
        put(LARGE, 200, "מאתיים", "מאתים", "מעתיים");
        put(LARGE, 1000, "אלף", "אלפים", "עלף", "אלפי");
        put(LARGE, 2000, "אלפיים", "עלפיים");
        put(LARGE, 1_000_000, "מיליון", "מליון", "מיליונים", "מיליוני", "מילין", "מיליאון", "מילון");
    }

    private NumberReadingLexicon() {}

    private static void put(Map<String, Integer> map, int value, String... words) {
        for (String word : words) {
            map.put(word, value);
        }
    }

    /** The value of the word in the map, with or without one particle. */
    static @Nullable Integer value(String word, Map<String, Integer> map) {
        Integer exact = map.get(word);
        if (exact == null && word.length() > 3) {
            exact = map.get(HebrewText.withoutParticle(word));
        }
        return exact;
    }
}
