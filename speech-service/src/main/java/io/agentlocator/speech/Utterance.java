package io.agentlocator.speech;

import org.jspecify.annotations.Nullable;

/** One utterance while its words are being found. Belongs to its {@link Listening}. */
final class Utterance {

    final long startMs;

    /** Its number within the call. Changes only when a call is taken over and the numbers given so far become known. */
    int number;

    /** Where its voice ended; meaningful once it is closed or guessed to be over. */
    long endMs;

    /** When it was judged to have ended, on the monotonic clock. */
    long closedAtMs;

    /** The latest sound given to a whole-utterance engine; 0 when there was none. */
    int attempt;

    /** Its sound, once it is closed. */
    byte @Nullable [] mulaw;

    /** Whether the latest attempt is still on its way. */
    boolean decoding;

    RecognizerLadder.@Nullable Answer heard;

    @Nullable
    RecognitionTrouble trouble;

    /** Whether the streaming engine failed while this was being said, and has not taken it up again. */
    boolean broken;

    final LiveWords live = new LiveWords();

    Utterance(int number, long startMs) {
        this.number = number;
        this.startMs = startMs;
    }

    void outdate() {
        decoding = false;
        heard = null;
        trouble = null;
    }

    /** The words that a streaming engine has told for one utterance. */
    static final class LiveWords {

        private final StringBuilder settled = new StringBuilder();
        private String unsettled = "";
        private double confidence = 1;
        private long changedAtMs;

        void take(String text, boolean isSettled, double itsConfidence, long nowMs) {
            if (isSettled) {
                append(settled, text);
                unsettled = "";
                confidence = Math.min(confidence, itsConfidence > 0 ? itsConfidence : 1);
                changedAtMs = nowMs;
            } else if (!text.equals(unsettled)) {
                unsettled = text;
                changedAtMs = nowMs;
            }
        }

        String text() {
            var all = new StringBuilder(settled);
            append(all, unsettled);
            return all.toString();
        }

        String unsettled() {
            return unsettled;
        }

        boolean allSettled() {
            return !settled.isEmpty() && unsettled.isBlank();
        }

        boolean unchangedFor(long ms, long nowMs) {
            return nowMs - changedAtMs >= ms;
        }

        /** 0 to 1; half where the engine gave none, since words that never settled are words still. */
        double confidence() {
            return allSettled() && confidence < 1 ? confidence : 0.5;
        }

        private static void append(StringBuilder to, String text) {
            if (!text.isBlank()) {
                to.append(to.isEmpty() ? "" : " ").append(text.strip());
            }
        }
    }
}
