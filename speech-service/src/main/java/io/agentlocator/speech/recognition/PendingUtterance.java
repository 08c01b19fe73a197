package io.agentlocator.speech.recognition;

import io.agentlocator.speech.roles.EngineFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One utterance until its transcript is published. Belongs to one {@link Listening}. */
final class PendingUtterance {

    final long startMs;

    /** Its number within the call. Changes only in a takeover, when the numbers given so far become known. */
    int number;

    /** Where its voice ended; valid once it is closed or a pause was marked. */
    long endMs;

    /** When it was judged to have ended, on the monotonic clock. */
    long closedAtMs;

    /** Its sound, once it is closed. */
    byte @Nullable [] mulaw;

    RecognizerChain.@Nullable Answer answer;

    @Nullable
    EngineFailure failure;

    /** Whether the streaming engine failed during this utterance and has sent no words of it since. */
    boolean streamBroken;

    final StreamedWords streamed = new StreamedWords();

    /** The latest attempt of a whole-utterance engine; 0 if there was none. */
    private int attempt;

    private boolean recognizing;

    PendingUtterance(int number, long startMs) {
        this.number = number;
        this.startMs = startMs;
    }

    /** Whether the latest attempt has no answer yet. */
    boolean recognizing() {
        return recognizing;
    }

    /** Whether an attempt has started, and its result, if there is one, is still valid. */
    boolean attempted() {
        return recognizing || answer != null || failure != null;
    }

    boolean awaits(int itsNumber, int itsAttempt) {
        return recognizing && number == itsNumber && attempt == itsAttempt;
    }

    void answered(RecognizerChain.Answer given) {
        recognizing = false;
        answer = given;
    }

    void failed(EngineFailure given) {
        recognizing = false;
        failure = given;
    }

    /** Starts the next attempt; the result of the one before becomes invalid. */
    void recognize(byte[] sound, List<ListeningStep> steps) {
        invalidate();
        attempt++;
        recognizing = true;
        steps.add(new ListeningStep.Recognize(number, attempt, sound));
    }

    void abandon(List<ListeningStep> steps) {
        if (recognizing) {
            steps.add(new ListeningStep.Abandon(number, attempt));
        }
    }

    void invalidate() {
        recognizing = false;
        answer = null;
        failure = null;
    }

    /** The words that a streaming engine has sent for one utterance. */
    static final class StreamedWords {

        private final StringBuilder settled = new StringBuilder();
        private String unsettled = "";
        private double confidence = 1;
        private long changedAtMs;

        void add(String text, boolean isSettled, double itsConfidence, long nowMs) {
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

        /** Whether there are words that the engine will not change, or has not changed for a while. */
        boolean stable(long ms, long nowMs) {
            return !text().isBlank() && (allSettled() || nowMs - changedAtMs >= ms);
        }

        /** 0 to 1; 0.5 if the engine gave none or never settled the words. */
        double confidence() {
            return allSettled() && confidence < 1 ? confidence : 0.5;
        }

        private boolean allSettled() {
            return !settled.isEmpty() && unsettled.isBlank();
        }

        private static void append(StringBuilder to, String text) {
            if (!text.isBlank()) {
                to.append(to.isEmpty() ? "" : " ").append(text.strip());
            }
        }
    }
}
