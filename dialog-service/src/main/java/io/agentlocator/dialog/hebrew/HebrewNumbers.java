package io.agentlocator.dialog.hebrew;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in spoken Hebrew, in words or digits: שלוש וחצי, 3.5, שתי נקודה שמונה מיליון, מיליון שמונה מאות, שבעת אלפים.
 *
 * <p>After a million, speakers leave the thousands out: מיליון שמונה and מיליון שמונה מאות both mean 1,800,000.
 */
public final class HebrewNumbers {

    /**
     * A number within words.
     *
     * @param from index of its first word
     * @param to index after its last word
     */
    public record Found(double value, int from, int to) {
        public boolean whole() {
            return value == Math.rint(value);
        }
    }

    private HebrewNumbers() {}

    /** All numbers of the text in order, without overlaps. */
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
        var reading = new NumberReading(words, index);
        Double value = reading.number();
        return value == null ? null : new Found(value, index, reading.end());
    }

    /** Whether the word is a number in words or digits, with or without a particle. */
    public static boolean isNumberWord(String word) {
        return at(List.of(word), 0) != null;
    }

    static @Nullable Integer digit(String word) {
        return NumberReadingLexicon.UNITS.get(word);
    }

    static @Nullable Integer tens(String word) {
        return NumberReadingLexicon.TENS.get(word);
    }
}
