package io.agentlocator.dialog.hebrew;

import java.util.List;
import java.util.Optional;

/**
 * Finds phrases that announce the words behind them ("my name is …"), even where the recogniser misspelt them or moved the
 * spaces: קוראים לי may come as כורעים לי, as קו ראים לי, or as קוראימלי.
 */
final class CarrierPhrases {

    /** The words of a phrase: from the first to before {@code to}. */
    record Found(int from, int to) {}

    private CarrierPhrases() {}

    /**
     * Where the phrase stands, with at least one word behind it.
     *
     * @param far the greatest difference of the sounds, as by {@link HebrewPhonetics#distance}
     */
    static Optional<Found> find(List<String> words, String phrase, double far) {
        String folded = HebrewPhonetics.fold(phrase);
        int length = phrase.split(" ").length;
        Found best = null;
        double bestDistance = far;
        for (int from = 0; from < words.size() - 1; from++) {
            for (int to = from + Math.max(1, length - 1); to <= from + length + 1 && to < words.size(); to++) {
                double distance = HebrewPhonetics.distance(
                        HebrewPhonetics.fold(String.join("", words.subList(from, to))), folded);
                if (distance < bestDistance || distance <= far && best == null) {
                    best = new Found(from, to);
                    bestDistance = distance;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** The known word that is meant: the same word, or the first that sounds the same or differs by one vowel letter. */
    static Optional<String> meant(String word, List<String> known) {
        if (known.contains(word)) {
            return Optional.of(word);
        }
        String folded = HebrewPhonetics.fold(word);
        return known.stream()
                .filter(one -> {
                    String other = HebrewPhonetics.fold(one);
                    double edits = HebrewPhonetics.edits(folded, other);
                    // In a word of two letters each of them is half of it.
                    return edits == 0 || edits <= 0.5 && Math.min(folded.length(), other.length()) >= 3;
                })
                .findFirst();
    }
}
