package io.agentlocator.dialog.hebrew;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Normalises Hebrew text: removes points, direction marks and punctuation, and splits it into words. */
public final class HebrewText {

    /** Points and accents, but not the maqaf (U+05BE), which joins two words. */
    private static final Pattern POINTS = Pattern.compile("[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7]");

    private static final Pattern MARKS = Pattern.compile("[\u200B-\u200F\u061C\u202A-\u202E\u2066-\u2069\uFEFF]");
    private static final Pattern QUOTES = Pattern.compile("[\u05F4\u201C\u201D\u201E\u201F]");
    private static final Pattern APOSTROPHES = Pattern.compile("[\u05F3\u2018\u2019\u201B`\u00B4]");
    private static final Pattern DASHES = Pattern.compile("[\u05BE\u2010-\u2015\u2212]");
    /** Dots and commas that are not between digits, and everything else that is no part of a word. */
    private static final Pattern PUNCTUATION =
            Pattern.compile("[.,](?!\\d)|(?<!\\d)[.,]|(?<![\\p{L}])\"|\"(?![\\p{L}])|[^\\p{L}\\p{N}\"'.,+*\\- ]");

    private HebrewText() {}

    /** Without points and marks, with plain quotes and single spaces. Still readable for a person. */
    public static String plain(String text) {
        String bare = POINTS.matcher(text).replaceAll("");
        bare = MARKS.matcher(bare).replaceAll("");
        bare = QUOTES.matcher(bare).replaceAll("\"");
        bare = APOSTROPHES.matcher(bare).replaceAll("'");
        bare = bare.replace('\u00A0', ' ');
        return bare.strip().replaceAll("\\s+", " ");
    }

    /** The words and numbers of a text in order, without punctuation. Gershayim within a word stay. */
    public static List<String> words(String text) {
        String bare = DASHES.matcher(plain(text)).replaceAll("-");
        bare = bare.replace("₪", " שקל ");
        bare = bare.replaceAll("(?<=\\p{L})-|-(?=\\p{L})", " ");
        // A number next to a letter: "3חדרים", "ב3.5".
        bare = bare.replaceAll("(?<=\\d)(?=\\p{L})|(?<=\\p{L})(?=\\d)", " ");
        bare = PUNCTUATION.matcher(bare).replaceAll(" ");
        var words = new ArrayList<String>();
        for (String word : bare.split("\\s+")) {
            String trimmed = word.replaceAll("^[-']+|[-]+$", "");
            if (!trimmed.isEmpty()) {
                words.add(trimmed);
            }
        }
        return List.copyOf(words);
    }

    /** One space between words, no punctuation. */
    public static String line(String text) {
        return String.join(" ", words(text));
    }

    /** The word without one leading particle (and, the, in, to, from, that), where at least three letters remain. */
    public static String withoutParticle(String word) {
        return word.length() > 3 && "והבלמשכ".indexOf(word.charAt(0)) >= 0 ? word.substring(1) : word;
    }

    static boolean isNumeral(String word) {
        return !word.isEmpty() && Character.isDigit(word.charAt(0));
    }
}
