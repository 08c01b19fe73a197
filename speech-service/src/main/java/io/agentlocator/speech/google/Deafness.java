package io.agentlocator.speech.google;

import io.agentlocator.speech.google.RecentSound.Piece;

/**
 * Whether an engine hears nothing of what the caller clearly says, in one utterance or in several short ones. What voice
 * activity takes for speech may be none: an engine that stays silent on another stream as well is asked less and less often.
 * Guarded by its owner.
 */
final class Deafness {

    private static final long LONGEST_MS = 60_000;

    private final long deafMs;
    private long unansweredMs;
    private long sinceMs;
    private long pauseMs;
    private long notBeforeMs;

    /** @param deafMs speech without any answer for so long is not heard */
    Deafness(long deafMs) {
        this.deafMs = deafMs;
        this.pauseMs = deafMs;
    }

    void sent(Piece piece, long nowMs) {
        if (piece.speaking()) {
            if (unansweredMs == 0) {
                sinceMs = nowMs;
            }
            unansweredMs += piece.mulaw().length / 8;
        }
    }

    void answered() {
        unansweredMs = 0;
        pauseMs = deafMs;
        notBeforeMs = 0;
    }

    boolean suspected(long nowMs) {
        return unansweredMs >= deafMs && nowMs - sinceMs >= deafMs && nowMs >= notBeforeMs;
    }

    /** Another stream is tried. */
    void tried(long nowMs) {
        unansweredMs = 0;
        notBeforeMs = nowMs + pauseMs;
        pauseMs = Math.min(LONGEST_MS, pauseMs * 2);
    }
}
