package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.hebrew.HebrewText;
import java.util.List;

/** Keeps a model's turn short: so many sentences, words and characters, and nothing after a question. */
final class ReplyBounds {

    private final TurnSettings.Bounds bounds;

    ReplyBounds(TurnSettings.Bounds bounds) {
        this.bounds = bounds;
    }

    static boolean asks(List<String> sentences) {
        return sentences.stream().anyMatch(one -> one.endsWith("?"));
    }

    /**
     * The part of the sentence that may still be said. A first sentence that is too long ends at its last clause that fits;
     * a later one is dropped.
     *
     * @param said the sentences of the turn so far, without fillers
     * @return empty for nothing
     */
    String fit(String sentence, List<String> said) {
        if (said.size() >= bounds.sentences() || asks(said)) {
            return "";
        }
        int charactersLeft =
                bounds.characters() - said.stream().mapToInt(String::length).sum();
        int wordsLeft =
                bounds.words() - said.stream().mapToInt(ReplyBounds::words).sum();
        if (sentence.length() <= charactersLeft && words(sentence) <= wordsLeft) {
            return sentence;
        }
        if (!said.isEmpty()) {
            return "";
        }
        int reach = Math.min(charactersLeft, lengthOfWords(sentence, wordsLeft));
        int clause = Math.max(sentence.lastIndexOf(',', reach - 1), sentence.lastIndexOf(';', reach - 1));
        int end = clause > reach / 3 ? clause : sentence.lastIndexOf(' ', reach - 1);
        return end > 0 ? sentence.substring(0, end).strip() + "." : sentence.substring(0, reach);
    }

    private static int words(String sentence) {
        return HebrewText.words(sentence).size();
    }

    /** The number of characters of the first words. */
    private static int lengthOfWords(String sentence, int words) {
        int at = 0;
        for (int count = 0; count < words && at >= 0; count++) {
            at = sentence.indexOf(' ', at + 1);
        }
        return at < 0 ? sentence.length() : at + 1;
    }
}
