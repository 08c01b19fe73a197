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
    private static final Pattern DASH_IN_NUMBERS = Pattern.compile("(?<=\\d)\\s*[\\u2013\\u2014]\\s*(?=\\d)");

    private static final Pattern QUOTES = Pattern.compile("[\"“”„«»]|(?<!\\p{L})['’‘׳]|[׳’‘](?!\\p{L})");
    private static final Pattern HYPHEN_IN_HEBREW =
            Pattern.compile("(?<=" + Letters.IN_WORD + ")-(?=" + Letters.LETTER + ")");
    private static final Pattern SLASH_IN_HEBREW =
            Pattern.compile("(?<=" + Letters.IN_WORD + ")\\s?/\\s?(?=" + Letters.LETTER + ")");
    private static final Pattern SPACE_BEFORE_STOP = Pattern.compile("\\s+(?=[,.;:!?…])");
    private static final Pattern CLOSE_COMMA = Pattern.compile(",(?=" + Letters.LETTER + ")");
    private static final Pattern DOUBLE_COMMA = Pattern.compile(",(?:\\s*,)+|,\\s*(?=[.!?])");

    private WrittenMarks() {}

    static String unified(String text) {
        var visible = INVISIBLE.matcher(text).replaceAll("");
        visible = MARKUP.matcher(visible).replaceAll(" ");
        visible = PICTURES.matcher(visible).replaceAll(" ");
        visible = HYPHENS.matcher(visible).replaceAll("-");
        visible = GERSHAYIM.matcher(visible).replaceAll("״");
        visible = GERESH.matcher(visible).replaceAll("׳");
        visible = DASH_IN_NUMBERS.matcher(visible).replaceAll("-");
        visible = SPACES.matcher(visible).replaceAll(" ");
        visible = DASH.matcher(visible).replaceAll(", ");
        return visible.strip();
    }

    static String tidied(String text) {
        var tidy = QUOTES.matcher(text).replaceAll("");
        tidy = HYPHEN_IN_HEBREW.matcher(tidy).replaceAll(" ");
        tidy = SLASH_IN_HEBREW.matcher(tidy).replaceAll(" או ");
        tidy = tidy.replace("₪", " שקלים").replace("&", " ו");
        tidy = SPACES.matcher(tidy).replaceAll(" ");
        tidy = SPACE_BEFORE_STOP.matcher(tidy).replaceAll("");
        tidy = CLOSE_COMMA.matcher(tidy).replaceAll(", ");
        tidy = DOUBLE_COMMA.matcher(tidy).replaceAll(",");
        return tidy.strip();
    }
}
