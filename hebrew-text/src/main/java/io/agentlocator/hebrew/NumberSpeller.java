package io.agentlocator.hebrew;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers in Hebrew words.
 *
 * <p>The ו stands before the last member only ("חמשת אלפים ומאתיים", "אלף מאתיים ושלושים"), halves are said as people
 * say them ("שלושה וחצי"). All methods are pure and may be called by any thread.
 */
public final class NumberSpeller {

    /** How the number stands to its noun. */
    public enum Form {
        /** Before an indefinite noun: "שני חדרים". */
        BEFORE_NOUN,
        /** Without a noun: "שניים". */
        ALONE,
        /** Before a definite noun: "שלושת החדרים". */
        CONSTRUCT
    }

    /** The largest number that has words here; longer ones are read digit by digit. */
    static final long LARGEST = 999_999_999_999L;

    private static final int THOUSAND = 1_000;
    private static final int MILLION = 1_000_000;
    private static final int MILLIARD = 1_000_000_000;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private static final List<String> FEMININE =
            List.of("אפס", "אחת", "שתיים", "שלוש", "ארבע", "חמש", "שש", "שבע", "שמונה", "תשע", "עשר");
    private static final List<String> MASCULINE =
            List.of("אפס", "אחד", "שניים", "שלושה", "ארבעה", "חמישה", "שישה", "שבעה", "שמונה", "תשעה", "עשרה");
    private static final List<String> MASCULINE_CONSTRUCT =
            List.of("אפס", "אחד", "שני", "שלושת", "ארבעת", "חמשת", "ששת", "שבעת", "שמונת", "תשעת", "עשרת");
    private static final List<String> TENS =
            List.of("עשרים", "שלושים", "ארבעים", "חמישים", "שישים", "שבעים", "שמונים", "תשעים");
    private static final List<String> MASCULINE_ORDINALS =
            List.of("ראשון", "שני", "שלישי", "רביעי", "חמישי", "שישי", "שביעי", "שמיני", "תשיעי", "עשירי");
    private static final List<String> FEMININE_ORDINALS =
            List.of("ראשונה", "שנייה", "שלישית", "רביעית", "חמישית", "שישית", "שביעית", "שמינית", "תשיעית", "עשירית");

    private NumberSpeller() {}

    /**
     * A whole number in words.
     *
     * @param number from 0 to 999,999,999,999
     * @throws IllegalArgumentException for any other number
     */
    public static String cardinal(long number, Gender gender, Form form) {
        if (number < 0 || number > LARGEST) {
            throw new IllegalArgumentException("no words for " + number);
        }
        if (number < THOUSAND) {
            return upToThousand((int) number, gender, form);
        }
        var groups = new ArrayList<String>();
        scaled(groups, (int) (number / MILLIARD), "מיליארד");
        scaled(groups, (int) (number % MILLIARD / MILLION), "מיליון");
        thousands(groups, (int) (number % MILLION / THOUSAND));
        int rest = (int) (number % THOUSAND);
        if (rest > 0) {
            groups.add(upToThousand(rest, gender, Form.ALONE));
        }
        int last = groups.size() - 1;
        if (last > 0 && !groups.get(last).contains(" ו")) {
            groups.set(last, "ו" + groups.get(last));
        }
        return String.join(" ", groups);
    }

    /** A number with a fraction: a half as people say it, any other fraction with "נקודה". */
    public static String decimal(BigDecimal number, Gender gender, Form form) {
        var whole = number.toBigInteger().longValueExact();
        var fraction = number.subtract(BigDecimal.valueOf(whole)).stripTrailingZeros();
        if (fraction.signum() == 0) {
            return cardinal(whole, gender, form);
        }
        if (fraction.compareTo(HALF) == 0) {
            return whole == 0 ? "חצי" : cardinal(whole, gender, Form.ALONE) + " וחצי";
        }
        var digits = fraction.toPlainString().substring(2);
        var spoken = digits.startsWith("0") || digits.length() > 2
                ? digits(digits)
                : cardinal(Long.parseLong(digits), Gender.FEMININE, Form.ALONE);
        return cardinal(whole, Gender.FEMININE, Form.ALONE) + " נקודה " + spoken;
    }

    /** Each digit by itself, feminine: "אפס חמש שתיים". Characters that are no digits are passed over. */
    public static String digits(String digits) {
        var words = new ArrayList<String>();
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), 10);
            if (digit >= 0) {
                words.add(FEMININE.get(digit));
            }
        }
        return String.join(" ", words);
    }

    /** First to tenth have words of their own; beyond, Hebrew uses the plain number. */
    public static String ordinal(int number, Gender gender) {
        if (number < 1 || number > 10) {
            return cardinal(number, gender, Form.ALONE);
        }
        return (gender == Gender.FEMININE ? FEMININE_ORDINALS : MASCULINE_ORDINALS).get(number - 1);
    }

    private static void scaled(List<String> groups, int count, String unit) {
        if (count == 1) {
            groups.add(unit);
        } else if (count > 1) {
            groups.add(upToThousand(count, Gender.MASCULINE, Form.BEFORE_NOUN) + " " + unit);
        }
    }

    private static void thousands(List<String> groups, int count) {
        if (count == 1) {
            groups.add("אלף");
        } else if (count == 2) {
            groups.add("אלפיים");
        } else if (count > 2 && count <= 10) {
            groups.add(MASCULINE_CONSTRUCT.get(count) + " אלפים");
        } else if (count > 10) {
            groups.add(upToThousand(count, Gender.MASCULINE, Form.ALONE) + " אלף");
        }
    }

    private static String upToThousand(int number, Gender gender, Form form) {
        int hundreds = number / 100;
        int rest = number % 100;
        if (hundreds == 0) {
            return upToHundred(number, gender, form);
        }
        var head = switch (hundreds) {
            case 1 -> "מאה";
            case 2 -> "מאתיים";
            default -> FEMININE.get(hundreds) + " מאות";
        };
        if (rest == 0) {
            return head;
        }
        var tail = upToHundred(rest, gender, Form.ALONE);
        return head + (tail.contains(" ו") ? " " : " ו") + tail;
    }

    private static String upToHundred(int number, Gender gender, Form form) {
        boolean feminine = gender == Gender.FEMININE;
        if (number == 2 && form != Form.ALONE) {
            return feminine ? "שתי" : "שני";
        }
        if (number <= 10) {
            var construct = form == Form.CONSTRUCT ? MASCULINE_CONSTRUCT : MASCULINE;
            return (feminine ? FEMININE : construct).get(number);
        }
        if (number < 20) {
            var unit = number == 12 ? (feminine ? "שתים" : "שנים") : (feminine ? FEMININE : MASCULINE).get(number % 10);
            return unit + (feminine ? " עשרה" : " עשר");
        }
        var tens = TENS.get(number / 10 - 2);
        return number % 10 == 0 ? tens : tens + " ו" + upToHundred(number % 10, gender, Form.ALONE);
    }
}
