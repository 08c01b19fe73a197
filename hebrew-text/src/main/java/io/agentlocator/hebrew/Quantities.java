package io.agentlocator.hebrew;

import io.agentlocator.hebrew.NumberSpeller.Form;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every number that is neither telephone nor date nor hour: amounts, prices, shares, floors, house numbers. */
final class Quantities {

    private static final String NUMBER = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?";
    private static final Pattern NUMBERS = Pattern.compile("(?<![\\dA-Za-z])"
            + "(?<before>(?<![א-ת])[ובלמהשכ]{1,3}-?)?(?<leading>[₪$€]\\s?)?(?<minus>(?<![^\\s])-)?"
            + "(?<first>" + NUMBER + ")(?:\\s?[₪$€%]?\\s?-\\s?[₪$€]?(?<second>" + NUMBER + "))?(?!\\d)");
    /** A version, an address, a date that is none: 1.2.3. */
    private static final Pattern STEPS = Pattern.compile("(?<![\\dA-Za-z.])\\d+(?:\\.\\d+){2,}(?!\\d)");

    private static final Pattern MAGNITUDE =
            Pattern.compile("\\s?(?<name>אלפי|אלפים|אלף|מיליוני|מיליון|מליון|מיליארד|[KkMm])(?![א-תA-Za-z])");
    private static final Pattern SIGN = Pattern.compile("\\s?(?<sign>[₪$€%])");
    private static final Pattern WORD =
            Pattern.compile("[\\s-](?<word>" + Letters.IN_WORD + "[׳״א-ת\\u0591-\\u05C7]+)");
    private static final Pattern FLOOR_BEFORE = Pattern.compile("(?<![א-ת])[ובלמהשכ]{0,2}קומה $");
    private static final Pattern LABEL_BEFORE = Pattern.compile(
            "(?<![א-ת])[ובלמהשכ]{0,2}(?:קומה|דירה|בניין|בית|כניסה|מספר|רחוב|חדר|גוש|חלקה|קו|סעיף|כביש) $");

    /** Another number and the noun that both count: "3 או 4 חדרים", "מ-3 עד 4 חדרים", "2, 3 ו-4 חדרים". */
    private static final Pattern FURTHER = Pattern.compile(
            "(?: ו(?:רבע|שליש|שלושה רבעים|שני שלישים)|(?:(?:, (?:" + NUMBER + "))* ו-?| (?:עד|או|על) | ל-?)(?:" + NUMBER
                    + "))(?<noun>[\\s-]" + Letters.IN_WORD + "[׳״א-ת\\u0591-\\u05C7]+)");

    private static final Pattern NEXT_WORD = Pattern.compile("\\s(?<word>" + Letters.IN_WORD + "+)");
    private static final Pattern TIMES_BEFORE = Pattern.compile("(?<![א-ת])פי $");

    private static final Set<String> WORDS_OF_PREFIX_LETTERS = Set.of("של", "כל", "מול", "לכל");

    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal ONE_AND_HALF = new BigDecimal("1.5");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal TEN = BigDecimal.TEN;
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final Nouns nouns;

    Quantities(Nouns nouns) {
        this.nouns = nouns;
    }

    String spoken(String text) {
        return numbers(STEPS.matcher(text)
                .replaceAll(steps -> steps.group().replaceAll("\\.", " נקודה "))
                .replaceAll("(?<=\\d)\\s?/\\s?(?=\\d)", " "));
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
                var letters = before.replace("-", "");
                said.append(WORDS_OF_PREFIX_LETTERS.contains(letters) ? letters + " " : letters);
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
        var following = rest.looking(MAGNITUDE);
        var magnitude = magnitude(following == null ? null : following.group("name"));
        var largest = second == null ? first : first.max(second);
        if (tooLong(digits) || largest.multiply(magnitude).compareTo(BigDecimal.valueOf(NumberSpeller.LARGEST)) > 0) {
            return TelephoneNumbers.inThrees(digits)
                    + (second == null ? "" : " " + TelephoneNumbers.inThrees(found.group("second")));
        }
        rest.at = following == null ? rest.at : following.end();
        var sign = rest.eat(SIGN, "sign");
        if (sign == null && found.group("leading") != null) {
            sign = found.group("leading").strip();
        }
        if (sign != null) {
            return Amounts.range(first, second, magnitude, Gender.MASCULINE)
                    + Amounts.measured(second == null ? first : second, magnitude, sign);
        }
        if (magnitude.compareTo(BigDecimal.ONE) > 0) {
            return Amounts.range(first, second, magnitude, Gender.MASCULINE)
                    + Amounts.amount(second == null ? first : second, magnitude, Gender.FEMININE, Form.ALONE);
        }
        return counted(found, text, first, second, rest);
    }

    private String counted(Matcher found, String text, BigDecimal first, @Nullable BigDecimal second, Rest rest) {
        var before = text.substring(0, found.start());
        var following = rest.looking(WORD);
        var noun = following == null ? Optional.<Nouns.Noun>empty() : nouns.counted(following.group("word"));
        boolean label = LABEL_BEFORE.matcher(before).find();
        if (label && noun.isPresent() && !nouns.known(noun.get())) {
            noun = Optional.empty();
        }
        if (noun.isPresent()) {
            return withNoun(first, second, noun.get(), following == null ? rest.at : following.end(), rest);
        }
        boolean floor = FLOOR_BEFORE.matcher(before).find() && found.group("minus") == null && second == null;
        if (floor && Amounts.isWhole(first) && first.signum() > 0 && first.compareTo(TEN) <= 0) {
            return NumberSpeller.ordinal(first.intValue(), Gender.FEMININE);
        }
        var gender = label ? Gender.FEMININE : genderBefore(before, rest);
        return Amounts.range(first, second, BigDecimal.ONE, gender)
                + NumberSpeller.decimal(second == null ? first : second, gender, Form.ALONE);
    }

    /** The gender of a number that no noun follows at once. */
    private Gender genderBefore(String before, Rest rest) {
        if (TIMES_BEFORE.matcher(before).find()) {
            return Gender.MASCULINE;
        }
        var further = rest.looking(FURTHER);
        return further == null
                ? Gender.FEMININE
                : nouns.counted(further.group("noun").substring(1))
                        .map(Nouns.Noun::gender)
                        .orElse(Gender.FEMININE);
    }

    private String withNoun(BigDecimal first, @Nullable BigDecimal second, Nouns.Noun noun, int nounEnd, Rest rest) {
        var gender = noun.gender();
        var last = second == null ? first : second;
        var from = Amounts.range(first, second, BigDecimal.ONE, gender);
        boolean one = last.compareTo(BigDecimal.ONE) == 0;
        boolean hasSingular = !noun.construct() && nouns.known(noun);
        if (one && (hasSingular || noun.construct())) {
            return from + one(noun, nounEnd, rest);
        }
        if (hasSingular && last.compareTo(ONE_AND_HALF) == 0) {
            rest.at = nounEnd;
            return from + noun.singular() + " וחצי";
        }
        if (hasSingular && last.compareTo(HALF) == 0) {
            rest.at = nounEnd;
            return from + "חצי " + noun.singular();
        }
        if (noun.dual() != null && second == null && !noun.definite() && last.compareTo(TWO) == 0) {
            rest.at = nounEnd;
            return noun.dual();
        }
        boolean definite = noun.definite() || (noun.construct() && nouns.definite(wordAfter(rest, nounEnd)));
        var form = definite && last.compareTo(TEN) <= 0 ? Form.CONSTRUCT : Form.BEFORE_NOUN;
        return from + NumberSpeller.decimal(last, gender, form);
    }

    private static String wordAfter(Rest rest, int from) {
        var next = NEXT_WORD.matcher(rest.text).region(from, rest.text.length());
        return next.lookingAt() ? next.group("word") : "";
    }

    /** "חדר אחד", "חדר שינה אחד", "יחידת דיור אחת". */
    private String one(Nouns.Noun noun, int nounEnd, Rest rest) {
        rest.at = nounEnd;
        var next = rest.looking(NEXT_WORD);
        var words = noun.singular();
        if (next != null && (noun.construct() || nouns.completes(next.group("word")))) {
            rest.at = next.end();
            boolean leans = words.endsWith("ה") && noun.gender() == Gender.FEMININE;
            words = (leans ? words.substring(0, words.length() - 1) + "ת" : words) + " " + next.group("word");
        }
        return words + (noun.gender() == Gender.FEMININE ? " אחת" : " אחד");
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
}
