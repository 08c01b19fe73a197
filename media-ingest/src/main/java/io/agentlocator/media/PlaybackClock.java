package io.agentlocator.media;

import io.agentlocator.events.MuLaw;
import java.util.ArrayList;
import java.util.List;

/**
 * What the far end has played of the agent's sound. The far end buffers what it is sent and plays it in real time, so
 * what the caller has heard is computed from this clock and not from what was sent. Immutable.
 *
 * @param dryAtMs when the far end will have played all that was sent
 * @param soundingSinceMs when sound last began to flow after a pause
 * @param framesSent frames of 20 ms sent since the stream began
 */
record PlaybackClock(long dryAtMs, long soundingSinceMs, long framesSent) {

    static final PlaybackClock QUIET = new PlaybackClock(0, 0, 0);

    private static final int BYTES_PER_MS = MuLaw.RATE / 1000;
    static final int FRAME_BYTES = 20 * BYTES_PER_MS;

    /** How much of a turn was heard before it was cut. */
    record Cut(PlayoutTurn turn, int heardBytes) {}

    boolean plays(long nowMs) {
        return dryAtMs > nowMs;
    }

    /** How many bytes may be sent so that the far end buffers at most {@code aheadMs}; negative if it holds more. */
    long room(long aheadMs, long nowMs) {
        return (aheadMs - unheardMs(nowMs)) * BYTES_PER_MS;
    }

    /** @param bytes whole frames */
    PlaybackClock sent(int bytes, long nowMs) {
        return new PlaybackClock(
                Math.max(dryAtMs, nowMs) + bytes / BYTES_PER_MS,
                plays(nowMs) ? soundingSinceMs : nowMs,
                framesSent + bytes / FRAME_BYTES);
    }

    /** The far end has dropped what it had not played. */
    PlaybackClock cleared(long nowMs) {
        return new PlaybackClock(nowMs, soundingSinceMs, framesSent);
    }

    PlaybackClock soundingFrom(long nowMs) {
        return new PlaybackClock(dryAtMs, nowMs, framesSent);
    }

    /** What was heard of each turn up to this one. The sound that is still to be played belongs to the latest turns. */
    List<Cut> cuts(List<PlayoutTurn> turns, int upTo, long nowMs) {
        long unheard = unheardMs(nowMs) * BYTES_PER_MS;
        var cuts = new ArrayList<Cut>();
        for (PlayoutTurn turn : turns.reversed()) {
            int of = (int) Math.min(unheard, turn.sent());
            unheard -= of;
            if (turn.number() <= upTo && !turn.announced()) {
                cuts.addFirst(new Cut(turn, turn.sent() - of));
            }
        }
        return cuts;
    }

    private long unheardMs(long nowMs) {
        return Math.max(0, dryAtMs - nowMs);
    }
}
