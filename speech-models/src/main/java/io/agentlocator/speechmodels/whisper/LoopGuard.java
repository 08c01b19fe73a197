package io.agentlocator.speechmodels.whisper;

import java.util.List;

/** Detects a decoder in a loop: the last tokens are one pattern three times. */
final class LoopGuard {

    private static final int LONGEST_PATTERN = 16;
    private static final int TIMES = 3;

    /** Two digits or a laugh three times are no loop; so few tokens cost nothing. */
    private static final int FEWEST = 12;

    private LoopGuard() {}

    /** Length of the pattern that the tokens end with three times over, or 0. */
    static int loop(List<Integer> tokens) {
        int size = tokens.size();
        if (size < FEWEST) {
            return 0;
        }
        for (int length = 1; length <= LONGEST_PATTERN && length * TIMES <= size; length++) {
            // A single token must repeat to this length: a phone number may hold three equal digits.
            int times = Math.max(TIMES, (FEWEST + length - 1) / length);
            if (length * times <= size && repeats(tokens, length, times)) {
                return length;
            }
        }
        return 0;
    }

    /** The tokens with only one occurrence of the pattern at their end. */
    static List<Integer> withoutLoop(List<Integer> tokens, int length) {
        int end = tokens.size();
        while (end >= 2 * length
                && tokens.subList(end - length, end).equals(tokens.subList(end - 2 * length, end - length))) {
            end -= length;
        }
        return tokens.subList(0, end);
    }

    private static boolean repeats(List<Integer> tokens, int length, int times) {
        int size = tokens.size();
        for (int i = size - 1; i >= size - length * (times - 1); i--) {
            if (!tokens.get(i).equals(tokens.get(i - length))) {
                return false;
            }
        }
        return true;
    }
}
