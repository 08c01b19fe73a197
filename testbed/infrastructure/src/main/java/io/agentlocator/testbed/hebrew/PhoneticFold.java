package io.agentlocator.testbed.hebrew;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares Hebrew texts by their sound, since a recogniser often chooses another spelling: tet and tav, kaf, qof and het,
 * alef and ayin, samekh and sin are equal here; the weak letters alef, he, vav and yod count half. Pure functions.
 */
public final class PhoneticFold {

    private static final String WEAK = "אהוי";
    private static final double WEAK_FOR_WEAK = 0.4;
    private static final double WEAK_LETTER = 0.5;
    private static final Map<Character, Character> SAME = Map.ofEntries(
            Map.entry('ט', 'ת'),
            Map.entry('ק', 'כ'),
            Map.entry('ח', 'כ'),
            Map.entry('ך', 'כ'),
            Map.entry('ם', 'מ'),
            Map.entry('ן', 'נ'),
            Map.entry('ף', 'פ'),
            Map.entry('ץ', 'צ'),
            Map.entry('ע', 'א'),
            Map.entry('ס', 'ש'));
    private static final List<String> DIGITS =
            List.of("אפס", "אחת", "שתיים", "שלוש", "ארבע", "חמש", "שש", "שבע", "שמונה", "תשע");

    /** A phrase and its distance from the text: 0 for the same sound, 1 for nothing in common. */
    public record Match(String phrase, double distance) {}

    private PhoneticFold() {}

    /** The text folded by sound, without blanks, points and punctuation, and with digits as words. */
    public static String fold(String text) {
        StringBuilder folded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= '0' && character <= '9') {
                folded.append(foldLetters(DIGITS.get(character - '0')));
            } else if (character >= 'א' && character <= 'ת') {
                folded.append(SAME.getOrDefault(character, character).charValue());
            }
        }
        return folded.toString().replace("וו", "ב").replace("יי", "י");
    }

    private static String foldLetters(String word) {
        StringBuilder folded = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            folded.append(SAME.getOrDefault(word.charAt(i), word.charAt(i)).charValue());
        }
        return folded.toString();
    }

    /** The distance of two texts in sound, 0 to 1: weighted edits divided by the longer length. */
    public static double distance(String first, String second) {
        String a = fold(first);
        String b = fold(second);
        int longer = Math.max(a.length(), b.length());
        return longer == 0 ? 0 : edits(a, b) / longer;
    }

    /** The nearest phrase, the first among equals; empty if there are no phrases. */
    public static Optional<Match> bestMatch(String text, List<String> phrases) {
        return phrases.stream()
                .map(phrase -> new Match(phrase, distance(text, phrase)))
                .min(Comparator.comparingDouble(Match::distance));
    }

    private static double edits(String a, String b) {
        double[] row = new double[b.length() + 1];
        for (int j = 1; j <= b.length(); j++) {
            row[j] = row[j - 1] + weight(b.charAt(j - 1));
        }
        for (int i = 1; i <= a.length(); i++) {
            char x = a.charAt(i - 1);
            double diagonal = row[0];
            row[0] += weight(x);
            for (int j = 1; j <= b.length(); j++) {
                char y = b.charAt(j - 1);
                double replaced = diagonal + replacement(x, y);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j] + weight(x), row[j - 1] + weight(y)));
            }
        }
        return row[b.length()];
    }

    private static double weight(char letter) {
        return WEAK.indexOf(letter) >= 0 ? WEAK_LETTER : 1;
    }

    private static double replacement(char x, char y) {
        if (x == y) {
            return 0;
        }
        return WEAK.indexOf(x) >= 0 && WEAK.indexOf(y) >= 0 ? WEAK_FOR_WEAK : 1;
    }
}
