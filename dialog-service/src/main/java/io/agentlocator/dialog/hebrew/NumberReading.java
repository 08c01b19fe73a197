package io.agentlocator.dialog.hebrew;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses one number from its first word on, by recursive descent. */
final class NumberReading {

    private static final double MILLION = 1_000_000;

    private final List<String> words;
    private final int start;
    private int at;

    NumberReading(List<String> words, int start) {
        this.words = words;
        this.start = start;
        this.at = start;
    }

    /** The index after its last word. */
    int end() {
        return at;
    }

    /** number := [below a million] million [rest] | thousands | half a million */
    @Nullable
    Double number() {
        Double half = halfOf();
        if (half != null) {
            return half;
        }
        Double head = belowMillion();
        if (!isMillion(at)) {
            return head;
        }
        at++;
        double millions = (head == null ? 1 : head) * MILLION;
        Double fraction = fraction();
        if (fraction != null) {
            return millions + fraction * MILLION;
        }
        int before = at;
        Double rest = at < words.size() && restMayFollow() ? belowMillion() : null;
        if (rest == null) {
            at = before;
            return millions;
        }
        if (isMillion(at) || isCountedNoun(at)) {
            at = before;
            return millions;
        }
        return millions + meantAfterMillion(rest);
    }

    /** After "a million" a rest below a thousand means thousands, a single digit means hundreds of thousands. */
    private static double meantAfterMillion(double rest) {
        if (rest < 10) {
            return rest * 100_000;
        }
        return rest < 1000 ? rest * 1000 : rest;
    }

    /** "2 million 3 rooms": the second number counts something else. */
    private boolean isCountedNoun(int index) {
        return index < words.size() && words.get(index).startsWith("חדר");
    }

    private boolean restMayFollow() {
        return NumberReadingLexicon.value(words.get(at), NumberReadingLexicon.UNITS) != null
                || NumberReadingLexicon.value(words.get(at), NumberReadingLexicon.TENS) != null
                || NumberReadingLexicon.value(words.get(at), NumberReadingLexicon.LARGE) != null
                || HebrewText.isNumeral(words.get(at));
    }

    private @Nullable Double halfOf() {
        if (at + 1 < words.size() && particleFree(at).equals("חצי") && isMillion(at + 1)) {
            at += 2;
            return MILLION / 2;
        }
        return null;
    }

    private @Nullable Double belowMillion() {
        Double first = belowThousand();
        if (first == null) {
            Integer large = large(at, 1000, 2000);
            if (large == null) {
                return null;
            }
            at++;
            return thousandsThen(large);
        }
        Integer large = large(at, 1000);
        if (large == null) {
            return first;
        }
        at++;
        return thousandsThen(first * 1000);
    }

    private double thousandsThen(double thousands) {
        Double fraction = fraction();
        if (fraction != null) {
            return thousands + fraction * 1000;
        }
        int before = at;
        Double rest = belowThousand();
        if (rest == null || rest != Math.rint(rest) || large(at, 1000) != null || isCountedNoun(at)) {
            at = before;
            return thousands;
        }
        return thousands + rest;
    }

    private @Nullable Double belowThousand() {
        if (at >= words.size()) {
            return null;
        }
        if (HebrewText.isNumeral(words.get(at))) {
            return numeral();
        }
        Integer hundreds = hundreds();
        int before = at;
        Integer small = small(hundreds != null);
        if (hundreds == null && small == null) {
            at = before;
            return null;
        }
        double value = (hundreds == null ? 0 : hundreds) + (small == null ? 0 : small);
        Double decimal = decimal();
        if (decimal != null) {
            return value + decimal;
        }
        Double fraction = fraction();
        return fraction == null ? value : value + fraction;
    }

    private @Nullable Double numeral() {
        String digits = words.get(at);
        // A leading zero or a dash belongs to a telephone number.
        if (digits.indexOf('-') >= 0 || digits.length() > 1 && digits.charAt(0) == '0' && digits.charAt(1) != '.') {
            return null;
        }
        String number = digits.matches("\\d{1,3}(,\\d{3})+(\\.\\d+)?") ? digits.replace(",", "") : digits;
        number = number.replace(',', '.');
        if (!number.matches("\\d{1,9}(\\.\\d+)?")) {
            return null;
        }
        at++;
        double value = Double.parseDouble(number);
        Double fraction = fraction();
        return fraction == null ? value : value + fraction;
    }

    private @Nullable Integer hundreds() {
        Integer exact = large(at, 200);
        if (exact != null) {
            at++;
            return exact;
        }
        Integer hundred = large(at, 100);
        if (hundred != null && !words.get(at).endsWith("ות")) {
            at++;
            return 100;
        }
        if (at + 1 < words.size() && words.get(at + 1).endsWith("ות") && large(at + 1, 100) != null) {
            Integer count = value(at, NumberReadingLexicon.UNITS);
            if (count != null && count > 2) {
                at += 2;
                return count * 100;
            }
        }
        return null;
    }

    private @Nullable Integer small(boolean afterHundreds) {
        if (at >= words.size()) {
            return null;
        }
        Integer tens = value(at, NumberReadingLexicon.TENS);
        if (tens != null) {
            at++;
            if (tens >= 20 && at < words.size() && words.get(at).startsWith("ו")) {
                Integer unit = value(at, NumberReadingLexicon.UNITS);
                if (unit != null && unit > 0) {
                    at++;
                    return tens + unit;
                }
            }
            return tens;
        }
        Integer unit = value(at, NumberReadingLexicon.UNITS);
        if (unit == null) {
            return null;
        }
        if (at + 1 < words.size()
                && (words.get(at + 1).equals("עשרה") || words.get(at + 1).equals("עשר"))) {
            at += 2;
            return 10 + unit;
        }
        // "Hundred five" before "hundreds": five hundred begins a new number.
        if (afterHundreds && at + 1 < words.size() && large(at + 1, 100) != null) {
            return null;
        }
        at++;
        return unit;
    }

    /** "point eight" */
    private @Nullable Double decimal() {
        if (at + 1 >= words.size() || !words.get(at).equals("נקודה")) {
            return null;
        }
        String next = words.get(at + 1);
        Integer spoken = NumberReadingLexicon.UNITS.get(next);
        if (spoken == null) {
            spoken = NumberReadingLexicon.TENS.get(next);
        }
        if (spoken == null && next.matches("\\d{1,2}")) {
            spoken = Integer.valueOf(next);
        }
        if (spoken == null) {
            return null;
        }
        at += 2;
        return spoken < 10 ? spoken / 10.0 : spoken / 100.0;
    }

    private @Nullable Double fraction() {
        if (at >= words.size()) {
            return null;
        }
        Double value = switch (words.get(at)) {
            case "וחצי", "וחצו", "וכצי" -> 0.5;
            case "ורבע" -> 0.25;
            default -> null;
        };
        if (value != null) {
            at++;
        } else if (at + 1 < words.size()
                && words.get(at).equals("ושלושת")
                && words.get(at + 1).equals("רבעי")) {
            at += 2;
            return 0.75;
        }
        return value;
    }

    private boolean isMillion(int index) {
        return large(index, 1_000_000) != null;
    }

    private @Nullable Integer large(int index, int... wanted) {
        Integer value = value(index, NumberReadingLexicon.LARGE);
        for (int one : wanted) {
            if (value != null && value == one) {
                return value;
            }
        }
        return null;
    }

    private @Nullable Integer value(int index, Map<String, Integer> map) {
        if (index >= words.size()) {
            return null;
        }
        Integer plain = map.get(words.get(index));
        return plain != null ? plain : NumberReadingLexicon.value(particleFree(index), map);
    }

    /** A particle (ב, ל, כ, ה) may precede the first word, and ו any word. */
    private String particleFree(int index) {
        String word = words.get(index);
        boolean mayHave = index == start ? "והבלכמ".indexOf(word.charAt(0)) >= 0 : word.charAt(0) == 'ו';
        return mayHave && word.length() > 2 ? word.substring(1) : word;
    }
}
