package io.agentlocator.speech.google;

import io.agentlocator.speech.google.ReplayBuffer.Piece;

/**
 * Detects a stream that returns no words although the caller speaks, in one utterance or in several short ones. Voice activity
 * may be wrong: if another stream returns nothing either, suspicion is raised less and less often. The owner locks it.
 */
final class UnansweredSpeech {

    private static final long LONGEST_MS = 60_000;

    private final long limitMs;
    private long unansweredMs;
    private long sinceMs;
    private long pauseMs;
    private long notBeforeMs;

    /** @param limitMs speech without an answer for this long is suspicious */
    UnansweredSpeech(long limitMs) {
        this.limitMs = limitMs;
        this.pauseMs = limitMs;
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
        pauseMs = limitMs;
        notBeforeMs = 0;
    }

    boolean suspected(long nowMs) {
        return unansweredMs >= limitMs && nowMs - sinceMs >= limitMs && nowMs >= notBeforeMs;
    }

    /** Another stream is opened. */
    void streamReplaced(long nowMs) {
        unansweredMs = 0;
        notBeforeMs = nowMs + pauseMs;
        pauseMs = Math.min(LONGEST_MS, pauseMs * 2);
    }
}
