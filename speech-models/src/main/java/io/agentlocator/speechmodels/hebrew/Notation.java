package io.agentlocator.speechmodels.hebrew;

import java.util.List;
import java.util.Map;

/**
 * How this package writes sounds in Latin letters, so that a Hebrew speaker can read and change the word list:
 * {@code a e i o u}; {@code b v g d h z x t y k l m n s p f r w}; {@code sh ts ch zh j}; {@code '} before the stressed
 * vowel, which is the last one where nothing is marked; {@code -} keeps two letters apart that would be read as one ({@code s-h}).
 */
final class Notation {

    static final String VOWELS = "aeiou";
    static final char STRESS = '\'';

    private static final String APART = "-";
    private static final Map<String, String> PAIRS = Map.of("sh", "ʃ", "ts", "ʦ", "ch", "ʧ", "zh", "ʒ");
    /** The flapped r and the front x are those that a Spanish voice knows. */
    private static final Map<Character, String> SINGLES = Map.of('r', "ɾ", 'g', "ɡ", 'y', "j", 'j', "ʤ", '\'', "ˈ");

    private static final String AS_THEY_ARE = "aeioubvdhzxtklmnspfw";

    private Notation() {}

    /** Writes sounds one after another, keeping apart what would be read as one. */
    static String join(List<String> sounds) {
        StringBuilder joined = new StringBuilder();
        for (String sound : sounds) {
            if (!joined.isEmpty() && !sound.isEmpty()) {
                String pair = joined.substring(joined.length() - 1) + sound.charAt(0);
                if (PAIRS.containsKey(pair)) {
                    joined.append(APART);
                }
            }
            joined.append(sound);
        }
        return joined.toString();
    }

    /** Whether a text of the word list is written in this notation. */
    static boolean isValid(String notation) {
        for (int i = 0; i < notation.length(); i++) {
            char letter = notation.charAt(i);
            boolean pairOnly = letter == 'c' && i + 1 < notation.length() && notation.charAt(i + 1) == 'h';
            boolean stress =
                    letter == STRESS && i + 1 < notation.length() && VOWELS.indexOf(notation.charAt(i + 1)) >= 0;
            boolean known = letter != STRESS && (AS_THEY_ARE.indexOf(letter) >= 0 || SINGLES.containsKey(letter));
            if (!(known || pairOnly || stress || letter == '-' || letter == ' ')) {
                return false;
            }
        }
        return !notation.isBlank();
    }

    /** The same with a stress on the last vowel of each word that has none. */
    static String stressed(String notation) {
        StringBuilder stressed = new StringBuilder();
        for (String word : notation.split(" ")) {
            stressed.append(stressed.isEmpty() ? "" : " ");
            int last = word.length() - 1;
            while (last >= 0 && VOWELS.indexOf(word.charAt(last)) < 0) {
                last--;
            }
            boolean given = word.indexOf(STRESS) >= 0 || last < 0;
            stressed.append(given ? word : word.substring(0, last) + STRESS + word.substring(last));
        }
        return stressed.toString();
    }

    /** The phonemes that the voice is given. */
    static String toIpa(String notation) {
        StringBuilder ipa = new StringBuilder();
        for (int i = 0; i < notation.length(); i++) {
            String pair = i + 1 < notation.length() ? PAIRS.get(notation.substring(i, i + 2)) : null;
            char letter = notation.charAt(i);
            if (pair != null) {
                ipa.append(pair);
                i++;
            } else if (letter != '-') {
                ipa.append(SINGLES.getOrDefault(letter, String.valueOf(letter)));
            }
        }
        return ipa.toString();
    }
}
