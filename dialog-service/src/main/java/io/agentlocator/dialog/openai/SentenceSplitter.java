package io.agentlocator.dialog.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Splits a growing Hebrew text into sentences, each as soon as its end is certain. A full stop within a number (3.5) or
 * after an abbreviation ends no sentence. Gershayim (בע״מ) are letters of a word.
 */
final class SentenceSplitter {

    private static final Set<String> ABBREVIATIONS = Set.of("רח", "שד", "מס", "וכו", "טל", "עמ", "ד", "גב", "פרופ");

    private final StringBuilder text = new StringBuilder();

    /** @return the sentences that the added text has completed */
    List<String> add(String more) {
        text.append(more);
        var sentences = new ArrayList<String>();
        int from = 0;
        for (int i = 0; i < text.length() - 1; i++) {
            if (ends(i)) {
                int end = i + 1;
                while (end < text.length() && isTail(text.charAt(end))) {
                    end++;
                }
                if (end == text.length()) {
                    break;
                }
                take(from, end, sentences);
                from = end;
                i = end - 1;
            }
        }
        text.delete(0, from);
        return sentences;
    }

    /** @return the remaining sentence when the text has ended, or nothing */
    List<String> rest() {
        var sentences = new ArrayList<String>();
        take(0, text.length(), sentences);
        text.setLength(0);
        return sentences;
    }

    private void take(int from, int end, List<String> sentences) {
        String sentence = cleaned(text.substring(from, end));
        if (sentence.codePoints().anyMatch(Character::isLetterOrDigit)) {
            sentences.add(sentence);
        }
    }

    private boolean ends(int index) {
        char mark = text.charAt(index);
        if (mark == '\n') {
            return true;
        }
        if (mark == '?' || mark == '!' || mark == '…') {
            return true;
        }
        if (mark != '.') {
            return false;
        }
        boolean inNumber =
                index > 0 && Character.isDigit(text.charAt(index - 1)) && Character.isDigit(text.charAt(index + 1));
        int word = index;
        while (word > 0 && Character.isLetter(text.charAt(word - 1))) {
            word--;
        }
        return !inNumber && !ABBREVIATIONS.contains(text.substring(word, index));
    }

    private static boolean isTail(char letter) {
        return letter == '.' || letter == '?' || letter == '!' || letter == '"' || letter == ')' || letter == '״';
    }

    /** Removes what is not spoken: Markdown and direction marks. */
    private static String cleaned(String sentence) {
        return sentence.replaceAll("[*_#`\\u200B-\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]", "")
                .replaceAll("^\\s*[-•]\\s+", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
