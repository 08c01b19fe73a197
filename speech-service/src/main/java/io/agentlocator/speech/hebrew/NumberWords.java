package io.agentlocator.speech.hebrew;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.ArrayList;

/**
 * Numbers in Hebrew words.
 *
 * <p>ICU's rules spell each group of three digits; what they leave out is put in here: the ו before the last member
 * ("חמשת אלפים ומאתיים"), halves ("שלושה וחצי") and the everyday spelling of a few ordinals. Safe for use by several
 * threads: the formatter, which is not, is guarded.
 */
final class NumberWords {

    /** How the number stands to its noun: before it, without one, or before a definite one ("שלושת החדרים"). */
    enum Form {
        BEFORE_NOUN,
        ALONE,
        CONSTRUCT
    }

    /** Larger numbers are read digit by digit. */
    static final long LARGEST = 999_999_999_999L;

    private static final long THOUSAND = 1_000;
    private static final long MILLION = 1_000_000;
    private static final long MILLIARD = 1_000_000_000;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final RuleBasedNumberFormat rules =
            new RuleBasedNumberFormat(new ULocale("he"), RuleBasedNumberFormat.SPELLOUT);

    /** @param number from 0 to {@link #LARGEST} */
    String cardinal(long number, Gender gender, Form form) {
        if (number < 0 || number > LARGEST) {
            throw new IllegalArgumentException("no words for " + number);
        }
        if (number < THOUSAND) {
            return upToThousand((int) number, gender, form);
        }
        var groups = new ArrayList<String>();
        scaled(groups, number / MILLIARD, "מיליארד");
        scaled(groups, number % MILLIARD / MILLION, "מיליון");
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

    /** A number with a fraction: halves as people say them, all else with "נקודה". */
    String decimal(BigDecimal number, Gender gender, Form form) {
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
    String digits(String digits) {
        var words = new ArrayList<String>();
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), 10);
            if (digit >= 0) {
                words.add(upToThousand(digit, Gender.FEMININE, Form.ALONE));
            }
        }
        return String.join(" ", words);
    }

    /** First to tenth have words of their own; beyond, Hebrew uses the plain number. */
    String ordinal(int number, Gender gender) {
        if (number == 2 && gender == Gender.FEMININE) {
            return "שנייה";
        }
        return spell(number, gender == Gender.FEMININE ? "%spellout-ordinal-feminine" : "%spellout-ordinal-masculine");
    }

    private void scaled(ArrayList<String> groups, long count, String unit) {
        if (count == 1) {
            groups.add(unit);
        } else if (count > 1) {
            groups.add(upToThousand((int) count, Gender.MASCULINE, Form.BEFORE_NOUN) + " " + unit);
        }
    }

    private void thousands(ArrayList<String> groups, int count) {
        if (count == 0) {
            return;
        }
        boolean ownWord = count <= 10;
        groups.add(
                ownWord
                        ? spell(count * THOUSAND, "%spellout-cardinal-masculine")
                        : upToThousand(count, Gender.MASCULINE, Form.ALONE) + " אלף");
    }

    private String upToThousand(int number, Gender gender, Form form) {
        int hundreds = number / 100 * 100;
        int rest = number % 100;
        if (hundreds == 0) {
            return spell(number, ruleSet(gender, form));
        }
        if (rest == 0) {
            return spell(hundreds, "%spellout-numbering");
        }
        var tail = spell(rest, ruleSet(gender, Form.ALONE));
        return spell(hundreds, "%spellout-numbering") + (tail.contains(" ו") ? " " : " ו") + tail;
    }

    private static String ruleSet(Gender gender, Form form) {
        var name = gender == Gender.FEMININE ? "feminine" : "masculine";
        return switch (form) {
            case BEFORE_NOUN -> "%spellout-cardinal-" + name;
            case ALONE -> "%spellout-cardinal-" + name + "-standalone";
            case CONSTRUCT -> "%spellout-construct-" + name;
        };
    }

    private String spell(long number, String ruleSet) {
        synchronized (rules) {
            return rules.format(number, ruleSet);
        }
    }
}
