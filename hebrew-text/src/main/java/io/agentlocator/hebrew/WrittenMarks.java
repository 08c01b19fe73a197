package io.agentlocator.hebrew;

import java.util.regex.Pattern;

/**
 * What stands in a text and is not said: direction marks, kinds of space and hyphen, markup, pictures.
 *
 * <p>{@link #unified} runs before anything else looks at the text, so that the other rules know one space, one hyphen, one
 * geresh; {@link #tidied} runs last.
 */
final class WrittenMarks {

    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u200B-\\u200F\\u061C\\u202A-\\u202E\\u2060\\u2066-\\u2069\\uFEFF\\u00AD\\u034F]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u2000-\\u200A\\u202F\\u205F\\u3000]+");
    private static final Pattern HYPHENS = Pattern.compile("[\\u05BE\\u2010\\u2011\\u2012\\u2212]");
    private static final Pattern GERSHAYIM =
            Pattern.compile("(?<=" + Letters.IN_WORD + ")(?:[\"“”„״]|''|׳׳|’’)(?=" + Letters.LETTER + ")");
    private static final Pattern GERESH = Pattern.compile("(?<=" + Letters.IN_WORD + ")['’‘`´]");
    private static final Pattern MARKUP = Pattern.compile("(?m)^\\s*(?:[-*•#>]+\\s+)|[*_`#|~<>\\[\\]{}]");
    private static final Pattern PICTURES = Pattern.compile("[\\p{So}\\p{Cs}\\p{Co}\\uFE0E\\uFE0F\\p{Cc}&&[^\\n\\t]]");
    private static final Pattern DASH = Pattern.compile("\\s*[\\u2014\\u2013]\\s*|\\s+-\\s+");
    private static final Pattern DASH_IN_NUMBERS = Pattern.compile("(?<=\\d)\\s*[\\u2013\\u2014]\\s*(?=[₪$€]?\\d)");
    private static final Pattern HYPHEN_BETWEEN_NUMBERS = Pattern.compile(
            "(?<![\\d,.-])(\\d{1,3}(?:,\\d{3})*(?:\\.\\d+)?(?:\\s?[₪$€%]|:\\d\\d)?)\\s+-\\s+(?=[₪$€]?\\d)");
    private static final Pattern DASH_BETWEEN_MILLIONS =
            Pattern.compile("(?<=מיליון|אלף)\\s*[-\\u2013\\u2014]\\s*(?=\\d)");
    private static final Pattern LETTER_DASH = Pattern.compile("(?<=[א-ת]׳)\\s*[-\\u2013\\u2014]\\s*(?=[א-ת]׳)");
    private static final Pattern DIGIT = Pattern.compile("[\\p{Nd}&&[^0-9]]");
    private static final Pattern FIGURE_BEHIND_WORD = Pattern.compile("([א-ת]+)(?=\\d)");
    private static final Pattern WORD_BEHIND_FIGURE = Pattern.compile("(?<=\\d)(?=[א-ת]{2}|[א-ת]״)");
    private static final Pattern THOUSANDS_WITH_DOTS = Pattern.compile(
            "(?<![\\d.,])[1-9]\\d{0,2}(?:(?:\\.\\d{3}){2,}|\\.\\d{3}(?=\\s?(?:[₪$€]|ש[\"״]ח|שקל)))(?![\\d.]\\d)");
    private static final Pattern THOUSANDS_WITH_SPACES =
            Pattern.compile("(?<![\\d.,-])[1-9]\\d{0,2}(?: \\d{3})+(?=\\s?(?:[₪$€]|ש[\"״]ח|שקל))");

    private static final Pattern QUOTES = Pattern.compile("[\"“”„«»״]|(?<!\\p{L})['’‘׳]|[’‘](?!\\p{L})");
    private static final Pattern PREFIX_HYPHEN =
            Pattern.compile("(?<=(?<![א-ת])[ובלמהשכ]{1,2})-(?=" + Letters.LETTER + ")");
    private static final Pattern BRACKETS = Pattern.compile("\\s*[()]\\s*");
    private static final Pattern UNSPOKEN =
            Pattern.compile("[^\\p{L}\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7'׳,.;:!?…\\s]");
    private static final Pattern LAST_STOP = Pattern.compile("[\\s,;:]+$");
    private static final Pattern FIRST_STOP = Pattern.compile("^[\\s,.;:]+(?=.)");
    private static final Pattern HYPHEN_IN_HEBREW =
            Pattern.compile("(?<=" + Letters.IN_WORD + ")-(?=" + Letters.LETTER + ")");
    private static final Pattern SLASH_IN_HEBREW =
            Pattern.compile("(?<=" + Letters.IN_WORD + ")\\s?/\\s?(?=" + Letters.LETTER + ")");
    private static final Pattern SPACE_BEFORE_STOP = Pattern.compile("\\s+(?=[,.;:!?…])");
    private static final Pattern CLOSE_COMMA = Pattern.compile(",(?=" + Letters.LETTER + ")");
    private static final Pattern DOUBLE_COMMA = Pattern.compile(",(?:\\s*,)+|,\\s*(?=[.!?])");

    private WrittenMarks() {}

    /** Without what cannot be seen, and with one kind of digits. */
    static String visible(String text) {
        return DIGIT.matcher(INVISIBLE.matcher(text).replaceAll(""))
                .replaceAll(
                        found -> String.valueOf(Character.digit(found.group().codePointAt(0), 10)));
    }

    static String unified(String text) {
        var visible = MARKUP.matcher(text).replaceAll(" ");
        visible = PICTURES.matcher(visible).replaceAll(" ");
        visible = HYPHENS.matcher(visible).replaceAll("-");
        visible = GERSHAYIM.matcher(visible).replaceAll("״");
        visible = GERESH.matcher(visible).replaceAll("׳");
        visible = SPACES.matcher(visible).replaceAll(" ");
        visible = THOUSANDS_WITH_DOTS
                .matcher(visible)
                .replaceAll(found -> found.group().replace('.', ','));
        visible = THOUSANDS_WITH_SPACES
                .matcher(visible)
                .replaceAll(found -> found.group().replace(' ', ','));
        visible = FIGURE_BEHIND_WORD
                .matcher(visible)
                .replaceAll(found -> found.group(1).matches("[ובלמהשכ]{1,3}") ? "$1" : "$1 ");
        visible = WORD_BEHIND_FIGURE.matcher(visible).replaceAll(" ");
        visible = DASH_IN_NUMBERS.matcher(visible).replaceAll("-");
        visible = HYPHEN_BETWEEN_NUMBERS.matcher(visible).replaceAll("$1-");
        visible = DASH_BETWEEN_MILLIONS.matcher(visible).replaceAll(" עד ");
        visible = LETTER_DASH.matcher(visible).replaceAll("-");
        visible = DASH.matcher(visible).replaceAll(", ");
        return visible.strip();
    }

    static String tidied(String text) {
        var tidy = QUOTES.matcher(text).replaceAll("");
        tidy = PREFIX_HYPHEN.matcher(tidy).replaceAll("");
        tidy = HYPHEN_IN_HEBREW.matcher(tidy).replaceAll(" ");
        tidy = SLASH_IN_HEBREW.matcher(tidy).replaceAll(" או ");
        tidy = BRACKETS.matcher(tidy).replaceAll(", ");
        tidy = UNSPOKEN.matcher(tidy).replaceAll(" ");
        tidy = SPACES.matcher(tidy).replaceAll(" ");
        tidy = SPACE_BEFORE_STOP.matcher(tidy).replaceAll("");
        tidy = CLOSE_COMMA.matcher(tidy).replaceAll(", ");
        tidy = DOUBLE_COMMA.matcher(tidy).replaceAll(",");
        tidy = FIRST_STOP.matcher(tidy.strip()).replaceAll("");
        tidy = LAST_STOP.matcher(tidy).replaceAll("");
        return tidy.replace('׳', '\'').strip();
    }
}
