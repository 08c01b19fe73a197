package io.agentlocator.hebrew;

import io.agentlocator.hebrew.NumberSpeller.Form;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every number that is neither telephone nor date nor hour: amounts, prices, shares, floors, house numbers. */
final class Quantities {

    private static final String NUMBER = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?";
    private static final Pattern NUMBERS = Pattern.compile("(?<![\\dA-Za-z])"
            + "(?<before>(?<![א-ת])[ובלמהשכ]{1,3}-?)?(?<leading>[₪$€]\\s?)?(?<minus>(?<![^\\s])-)?"
            + "(?<first>" + NUMBER + ")(?:\\s?-\\s?[₪$€]?(?<second>" + NUMBER + "))?(?![A-JL-Za-jl-z]|\\d)");
    /** A version, an address, a date that is none: 1.2.3. */
    private static final Pattern STEPS = Pattern.compile("(?<![\\dA-Za-z.])\\d+(?:\\.\\d+){2,}(?!\\d)");

    private static final Pattern MAGNITUDE =
            Pattern.compile("\\s?(?<name>אלפי|אלף|מיליוני|מיליון|מליון|מיליארד|K|k)(?![א-תA-Za-z])");
    private static final Pattern SIGN = Pattern.compile("\\s?(?<sign>[₪$€%])");
    private static final Pattern WORD =
            Pattern.compile("[\\s-](?<word>" + Letters.IN_WORD + "[׳״א-ת\\u0591-\\u05C7]+)");
    private static final Pattern FLOOR_BEFORE = Pattern.compile("(?<![א-ת])[ובלמהשכ]{0,2}קומה $");
    private static final Pattern LABEL_BEFORE = Pattern.compile(
            "(?<![א-ת])[ובלמהשכ]{0,2}(?:קומה|דירה|בניין|בית|כניסה|מספר|רחוב|חדר|גוש|חלקה|קו|סעיף|כביש) $");

    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal ONE_AND_HALF = new BigDecimal("1.5");
    private static final BigDecimal TEN = BigDecimal.TEN;
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** A unit that a sign stands for. */
    private record Unit(String singular, String plural) {}

    private static final Map<String, Unit> UNITS = Map.of(
            "₪", new Unit("שקל", "שקלים"),
            "$", new Unit("דולר", "דולרים"),
            "€", new Unit("אירו", "אירו"),
            "%", new Unit("אחוז", "אחוזים"));

    private final Nouns nouns;

    Quantities(Nouns nouns) {
        this.nouns = nouns;
    }

    String spoken(String text) {
        return numbers(STEPS.matcher(text).replaceAll(steps -> steps.group().replaceAll("\\.", " נקודה ")));
    }

    private String numbers(String text) {
        var said = new StringBuilder();
        var found = NUMBERS.matcher(text);
        int at = 0;
        while (found.find(at)) {
            said.append(text, at, found.start());
            var rest = new Rest(text, found.end());
            var before = found.group("before");
            if (before != null) {
                said.append(before.endsWith("-") ? before.substring(0, before.length() - 1) : before);
            }
            if (found.group("minus") != null) {
                said.append("מינוס ");
            }
            said.append(quantity(found, text, rest));
            at = rest.at;
        }
        return said.append(text, at, text.length()).toString();
    }

    /** What follows a number, eaten as far as it belongs to it. */
    private static final class Rest {
        private final String text;
        private int at;

        Rest(String text, int at) {
            this.text = text;
            this.at = at;
        }

        @Nullable
        String eat(Pattern pattern, String group) {
            var found = looking(pattern);
            if (found == null) {
                return null;
            }
            at = found.end();
            return found.group(group);
        }

        @Nullable
        Matcher looking(Pattern pattern) {
            var matcher = pattern.matcher(text).region(at, text.length());
            return matcher.lookingAt() ? matcher : null;
        }
    }

    private String quantity(Matcher found, String text, Rest rest) {
        var digits = found.group("first");
        var first = value(digits);
        var second = found.group("second") == null ? null : value(found.group("second"));
        if (tooLong(digits) || first.compareTo(BigDecimal.valueOf(NumberSpeller.LARGEST)) > 0) {
            return TelephoneNumbers.inThrees(digits)
                    + (second == null ? "" : " " + TelephoneNumbers.inThrees(found.group("second")));
        }
        var magnitude = magnitude(rest.eat(MAGNITUDE, "name"));
        var sign = rest.eat(SIGN, "sign");
        if (sign == null && found.group("leading") != null) {
            sign = found.group("leading").strip();
        }
        if (sign != null) {
            return range(first, second, magnitude, Gender.MASCULINE)
                    + measured(second == null ? first : second, magnitude, UNITS.get(sign));
        }
        if (magnitude.compareTo(BigDecimal.ONE) > 0) {
            return range(first, second, magnitude, Gender.MASCULINE)
                    + amount(second == null ? first : second, magnitude, Gender.FEMININE, Form.ALONE);
        }
        return counted(found, text, first, second, rest);
    }

    /** "שניים עד " of a range, nothing without one. */
    private String range(BigDecimal first, @Nullable BigDecimal second, BigDecimal magnitude, Gender gender) {
        if (second == null) {
            return "";
        }
        boolean plain = isHalf(first) || isWhole(first);
        var from = plain && first.compareTo(second) < 0
                ? NumberSpeller.decimal(first, gender, Form.ALONE)
                : amount(first, magnitude, gender, Form.ALONE);
        return from + " עד ";
    }

    private String measured(BigDecimal number, BigDecimal magnitude, @Nullable Unit unit) {
        if (unit == null) {
            throw new IllegalStateException("a sign without a unit");
        }
        var total = number.multiply(magnitude);
        if (total.compareTo(BigDecimal.ONE) == 0) {
            return unit.singular + " אחד";
        }
        if (total.compareTo(ONE_AND_HALF) == 0) {
            return unit.singular + " וחצי";
        }
        boolean money = !unit.singular.equals("אחוז");
        if (money && !isWhole(total) && !isHalf(total)) {
            return coins(total, unit);
        }
        boolean few = total.compareTo(BigDecimal.ONE) > 0 && total.compareTo(new BigDecimal("11")) < 0;
        boolean plural = few && (isWhole(total) || isHalf(total));
        return amount(number, magnitude, Gender.MASCULINE, Form.BEFORE_NOUN) + " "
                + (plural ? unit.plural : unit.singular);
    }

    private String coins(BigDecimal total, Unit unit) {
        var whole = new BigDecimal(total.toBigInteger());
        long hundredths = total.subtract(whole).multiply(HUNDRED).longValue();
        var coin = unit.singular.equals("שקל")
                ? (hundredths == 1 ? "אגורה" : "אגורות")
                : (hundredths == 1 ? "סנט" : "סנטים");
        var gender = unit.singular.equals("שקל") ? Gender.FEMININE : Gender.MASCULINE;
        var small = NumberSpeller.cardinal(hundredths, gender, Form.BEFORE_NOUN) + " " + coin;
        return whole.signum() == 0 ? small : measured(whole, BigDecimal.ONE, unit) + " ו" + small;
    }

    /** Millions and halves of them as people say them ("שניים וחצי מיליון"), everything else in full. */
    private String amount(BigDecimal number, BigDecimal magnitude, Gender gender, Form form) {
        var total = number.multiply(magnitude);
        var millions = total.divide(MILLION);
        if (total.compareTo(MILLION) >= 0 || (magnitude.compareTo(MILLION) == 0 && isHalf(millions))) {
            if (millions.compareTo(HALF) == 0) {
                return "חצי מיליון";
            }
            if (millions.compareTo(ONE_AND_HALF) == 0) {
                return "מיליון וחצי";
            }
            if (isHalf(millions) && millions.compareTo(HUNDRED) < 0) {
                return NumberSpeller.decimal(millions, Gender.MASCULINE, Form.ALONE) + " מיליון";
            }
        }
        return NumberSpeller.decimal(total, gender, form);
    }

    private String counted(Matcher found, String text, BigDecimal first, @Nullable BigDecimal second, Rest rest) {
        var before = text.substring(0, found.start());
        var following = rest.looking(WORD);
        var noun = following == null ? Optional.<Nouns.Noun>empty() : nouns.counted(following.group("word"));
        boolean label = LABEL_BEFORE.matcher(before).find();
        if (label && noun.isPresent() && !nouns.known(noun.get())) {
            noun = Optional.empty();
        }
        if (noun.isEmpty()) {
            if (FLOOR_BEFORE.matcher(before).find()
                    && second == null
                    && isWhole(first)
                    && first.signum() > 0
                    && first.compareTo(TEN) <= 0) {
                return NumberSpeller.ordinal(first.intValue(), Gender.FEMININE);
            }
            return range(first, second, BigDecimal.ONE, Gender.FEMININE)
                    + NumberSpeller.decimal(second == null ? first : second, Gender.FEMININE, Form.ALONE);
        }
        return withNoun(first, second, noun.get(), following == null ? rest.at : following.end(), rest);
    }

    private String withNoun(BigDecimal first, @Nullable BigDecimal second, Nouns.Noun noun, int nounEnd, Rest rest) {
        var gender = noun.gender();
        var last = second == null ? first : second;
        var from = range(first, second, BigDecimal.ONE, gender);
        boolean hasSingular = !noun.singular().equals(noun.plural());
        if (hasSingular && last.compareTo(BigDecimal.ONE) == 0) {
            rest.at = nounEnd;
            return from + noun.singular() + (gender == Gender.FEMININE ? " אחת" : " אחד");
        }
        if (hasSingular && last.compareTo(ONE_AND_HALF) == 0) {
            rest.at = nounEnd;
            return from + noun.singular() + " וחצי";
        }
        if (hasSingular && last.compareTo(HALF) == 0) {
            rest.at = nounEnd;
            return from + "חצי " + noun.singular();
        }
        var form = noun.definite() && last.compareTo(TEN) <= 0 ? Form.CONSTRUCT : Form.BEFORE_NOUN;
        return from + NumberSpeller.decimal(last, gender, form);
    }

    private static boolean tooLong(String digits) {
        return digits.length() >= 9 && digits.chars().allMatch(Character::isDigit) && !digits.endsWith("000");
    }

    private static BigDecimal value(String digits) {
        return new BigDecimal(digits.replace(",", ""));
    }

    private static BigDecimal magnitude(@Nullable String name) {
        if (name == null) {
            return BigDecimal.ONE;
        }
        return switch (name.charAt(0)) {
            case 'א', 'K', 'k' -> BigDecimal.valueOf(1_000);
            default -> name.equals("מיליארד") ? BigDecimal.valueOf(1_000_000_000) : MILLION;
        };
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private static boolean isHalf(BigDecimal number) {
        return number.remainder(BigDecimal.ONE).compareTo(HALF) == 0;
    }
}
