package io.agentlocator.hebrew;

import io.agentlocator.hebrew.NumberSpeller.Form;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers that say which one: "החדר ה-4", "בקומה ה-12", "עד ה-10", "1st". They agree with the noun before them. */
final class Ordinals {

    private static final Pattern DEFINITE = Pattern.compile("(?<![א-ת׳״])(?<word>[א-ת׳״]+) (?<before>[ובלמכש]{0,2})ה-?"
            + "(?<number>\\d{1,3})(?![\\d:%]|[.,/]\\d|\\s?[₪$€%-])(?!\\s(?:אלף|מיליון|מיליארד)(?![א-ת]))");
    private static final Pattern DAY = Pattern.compile("(?:עד|מ|החל|לפני|אחרי|בין|סביב|לקראת)");
    private static final Pattern ENGLISH = Pattern.compile("(?<![\\dA-Za-z])(\\d{1,2})(?:st|nd|rd|th)(?![A-Za-z])");

    private final Nouns nouns;

    Ordinals(Nouns nouns) {
        this.nouns = nouns;
    }

    /** "1st", before the letters are set apart from the figure. */
    static String english(String text) {
        return ENGLISH.matcher(text).replaceAll(found -> ordinal(Integer.parseInt(found.group(1)), Gender.MASCULINE));
    }

    String spoken(String text) {
        var found = DEFINITE.matcher(text);
        var result = new StringBuilder();
        while (found.find()) {
            var spoken = definite(found, text.substring(found.end()));
            found.appendReplacement(result, Matcher.quoteReplacement(spoken));
        }
        return found.appendTail(result).toString();
    }

    private String definite(Matcher found, String rest) {
        int number = Integer.parseInt(found.group("number"));
        boolean counts = rest.matches("(?s) [א-ת׳״]+.*")
                && nouns.counted(rest.strip().split("[^א-ת׳״]", 2)[0]).isPresent();
        var word = found.group("word");
        if (counts || number == 0) {
            return found.group();
        }
        if (DAY.matcher(word).matches()) {
            return word + " " + found.group("before") + "ה" + ordinal(number, Gender.MASCULINE);
        }
        if (!nouns.names(word)) {
            return found.group();
        }
        return word + " " + found.group("before") + "ה" + ordinal(number, nouns.genderOf(word));
    }

    private static String ordinal(int number, Gender gender) {
        return number <= 10
                ? NumberSpeller.ordinal(number, gender)
                : NumberSpeller.cardinal(number, gender, Form.ALONE);
    }
}
