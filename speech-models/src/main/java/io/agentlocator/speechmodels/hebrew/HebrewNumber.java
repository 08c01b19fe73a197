package io.agentlocator.speechmodels.hebrew;

import java.util.ArrayList;
import java.util.List;

/** Whole numbers in Hebrew words, in both genders. Feminine is the form of counting and of digits. */
public final class HebrewNumber {

    private static final List<String> FEMININE = List.of(
            "אפס",
            "אחת",
            "שתיים",
            "שלוש",
            "ארבע",
            "חמש",
            "שש",
            "שבע",
            "שמונה",
            "תשע",
            "עשר",
            "אחת עשרה",
            "שתים עשרה",
            "שלוש עשרה",
            "ארבע עשרה",
            "חמש עשרה",
            "שש עשרה",
            "שבע עשרה",
            "שמונה עשרה",
            "תשע עשרה");
    private static final List<String> MASCULINE = List.of(
            "אפס",
            "אחד",
            "שניים",
            "שלושה",
            "ארבעה",
            "חמישה",
            "שישה",
            "שבעה",
            "שמונה",
            "תשעה",
            "עשרה",
            "אחד עשר",
            "שנים עשר",
            "שלושה עשר",
            "ארבעה עשר",
            "חמישה עשר",
            "שישה עשר",
            "שבעה עשר",
            "שמונה עשר",
            "תשעה עשר");
    /** The masculine eight differs from the feminine in sound alone: points tell them apart. */
    private static final String MASCULINE_EIGHT = "שְׁמוֹנָה";

    private static final List<String> TENS =
            List.of("עשרים", "שלושים", "ארבעים", "חמישים", "שישים", "שבעים", "שמונים", "תשעים");
    private static final List<String> THOUSANDS =
            List.of("שלושת", "ארבעת", "חמשת", "ששת", "שבעת", "שמונת", "תשעת", "עשרת");

    private static final long THOUSAND = 1000;
    private static final long MILLION = THOUSAND * THOUSAND;
    private static final long BILLION = THOUSAND * MILLION;

    private HebrewNumber() {}

    /** A digit as it is dictated. */
    public static String digit(int digit) {
        return FEMININE.get(digit);
    }

    /** As one counts, and before feminine nouns; 0 to 999,999,999,999. */
    public static String feminine(long number) {
        return words(number, true);
    }

    /** Before masculine nouns; 0 to 999,999,999,999. */
    public static String masculine(long number) {
        return words(number, false);
    }

    private static String words(long number, boolean feminine) {
        if (number < 0 || number >= THOUSAND * BILLION) {
            throw new IllegalArgumentException("Out of range: " + number);
        }
        if (number == 0) {
            return FEMININE.getFirst();
        }
        List<String> parts = new ArrayList<>();
        addMultiple(parts, number / BILLION, "מיליארד");
        addMultiple(parts, number % BILLION / MILLION, "מיליון");
        addThousands(parts, number % MILLION / THOUSAND);
        addBelowThousand(parts, (int) (number % THOUSAND), feminine);
        return String.join(" ", parts);
    }

    private static void addMultiple(List<String> parts, long count, String name) {
        if (count == 1) {
            parts.add(name);
        } else if (count == 2) {
            parts.add("שני " + name);
        } else if (count > 0) {
            addBelowThousand(parts, (int) count, false);
            parts.add(name);
        }
    }

    private static void addThousands(List<String> parts, long count) {
        if (count == 1) {
            parts.add("אלף");
        } else if (count == 2) {
            parts.add("אלפיים");
        } else if (count > 2 && count <= 10) {
            parts.add(THOUSANDS.get((int) count - 3) + " אלפים");
        } else if (count > 10) {
            addBelowThousand(parts, (int) count, false);
            parts.add("אלף");
        }
    }

    /** The last of several words takes "and" if it is below a hundred. */
    private static void addBelowThousand(List<String> parts, int number, boolean feminine) {
        int hundreds = number / 100;
        if (hundreds == 1) {
            parts.add("מאה");
        } else if (hundreds == 2) {
            parts.add("מאתיים");
        } else if (hundreds > 2) {
            parts.add(FEMININE.get(hundreds) + " מאות");
        }
        int rest = number % 100;
        if (rest == 0) {
            return;
        }
        if (rest < 20) {
            parts.add((parts.isEmpty() ? "" : "ו") + unit(rest, feminine));
            return;
        }
        int unit = rest % 10;
        parts.add((parts.isEmpty() || unit > 0 ? "" : "ו") + TENS.get(rest / 10 - 2));
        if (unit > 0) {
            parts.add("ו" + unit(unit, feminine));
        }
    }

    private static String unit(int number, boolean feminine) {
        if (feminine) {
            return FEMININE.get(number);
        }
        return number == 8 ? MASCULINE_EIGHT : MASCULINE.get(number);
    }
}
