package io.agentlocator.dialog.hebrew;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in spoken Hebrew, in words or digits: שלוש וחצי, 3.5, שתי נקודה שמונה מיליון, מיליון שמונה מאות, שבעת אלפים.
 *
 * <p>After a million, people leave the thousands out: מיליון שמונה and מיליון שמונה מאות both mean 1,800,000.
 */
public final class HebrewNumbers {

    /**
     * A number within words.
     *
     * @param from index of its first word
     * @param to index after its last word
     * @param words the number words themselves, particles removed
     */
    public record Found(double value, int from, int to) {
        public boolean whole() {
            return value == Math.rint(value);
        }
    }

    private static final double MILLION = 1_000_000;
    private static final Map<String, Integer> UNITS = new HashMap<>();
    private static final Map<String, Integer> TENS = new HashMap<>();
    private static final Map<String, Integer> LARGE = new HashMap<>();

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

    private HebrewNumbers() {}

    private static void put(Map<String, Integer> map, int value, String... words) {
        for (String word : words) {
            map.put(word, value);
        }
    }

    /** All numbers of the text, left to right, none overlapping. */
    public static List<Found> all(List<String> words) {
        var found = new ArrayList<Found>();
        for (int i = 0; i < words.size(); ) {
            Found number = at(words, i);
            if (number == null) {
                i++;
            } else {
                found.add(number);
                i = number.to();
            }
        }
        return found;
    }

    /** The longest number that begins with this word; null when none does. */
    public static @Nullable Found at(List<String> words, int index) {
        var reading = new Reading(words, index);
        Double value = reading.number();
        return value == null ? null : new Found(value, index, reading.at);
    }

    /** Whether the word is a number word or in digits, perhaps with a particle before it. */
    public static boolean isNumberWord(String word) {
        return at(List.of(word), 0) != null;
    }

    static @Nullable Integer digit(String word) {
        return UNITS.get(word);
    }

    static @Nullable Integer tens(String word) {
        return TENS.get(word);
    }

    /** One pass over the words of a number. */
    private static final class Reading {

        private final List<String> words;
        private final int start;
        private int at;

        Reading(List<String> words, int start) {
            this.words = words;
            this.start = start;
            this.at = start;
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

        /** After "a million" a rest that is not in thousands is meant in thousands, a single digit in hundreds of them. */
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
            return wordValue(words.get(at), UNITS) != null
                    || wordValue(words.get(at), TENS) != null
                    || wordValue(words.get(at), LARGE) != null
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
                Integer count = value(at, UNITS);
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
            Integer tens = value(at, TENS);
            if (tens != null) {
                at++;
                if (tens >= 20 && at < words.size() && words.get(at).startsWith("ו")) {
                    Integer unit = value(at, UNITS);
                    if (unit != null && unit > 0) {
                        at++;
                        return tens + unit;
                    }
                }
                return tens;
            }
            Integer unit = value(at, UNITS);
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
            Integer spoken = UNITS.get(next);
            if (spoken == null) {
                spoken = TENS.get(next);
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
            Integer value = value(index, LARGE);
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
            return plain != null ? plain : wordValue(particleFree(index), map);
        }

        private @Nullable Integer wordValue(String word, Map<String, Integer> map) {
            Integer exact = map.get(word);
            if (exact == null && word.length() > 3) {
                exact = map.get(HebrewText.withoutParticle(word));
            }
            return exact;
        }

        /** A particle may stand before the first word (ב, ל, כ, ה), and a ו before any. */
        private String particleFree(int index) {
            String word = words.get(index);
            boolean mayHave = index == start ? "והבלכמ".indexOf(word.charAt(0)) >= 0 : word.charAt(0) == 'ו';
            return mayHave && word.length() > 2 ? word.substring(1) : word;
        }
    }
}
