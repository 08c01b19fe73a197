package io.agentlocator.media;

import io.agentlocator.events.MuLaw;
import java.util.ArrayList;
import java.util.List;

/**
 * What the far end has of the agent's sound. It buffers what it is sent and plays it in real time, so what is heard is
 * computed from this clock and never from what was sent. Immutable.
 *
 * @param dryAtMs when it will have played all that it was sent
 * @param soundingSinceMs when sound last began to flow after a pause
 */
record FarEnd(long dryAtMs, long soundingSinceMs) {

    static final FarEnd QUIET = new FarEnd(0, 0);

    private static final int BYTES_PER_MS = MuLaw.RATE / 1000;

    /** How much was heard of a turn before it was cut. */
    record Cut(Turn turn, int heardBytes) {}

    boolean plays(long nowMs) {
        return dryAtMs > nowMs;
    }

    /** How many bytes may be sent so that no more than {@code aheadMs} are waiting there. */
    long room(long aheadMs, long nowMs) {
        return (aheadMs - unheardMs(nowMs)) * BYTES_PER_MS;
    }

    FarEnd given(int bytes, long nowMs) {
        return new FarEnd(Math.max(dryAtMs, nowMs) + bytes / BYTES_PER_MS, plays(nowMs) ? soundingSinceMs : nowMs);
    }

    /** It dropped what it had not played. */
    FarEnd cleared(long nowMs) {
        return new FarEnd(nowMs, soundingSinceMs);
    }

    FarEnd soundingFrom(long nowMs) {
        return new FarEnd(dryAtMs, nowMs);
    }

    /** What was heard of each turn up to this one: what is still to be played is of the turns sent last. */
    List<Cut> cuts(List<Turn> turns, int upTo, long nowMs) {
        long unheard = unheardMs(nowMs) * BYTES_PER_MS;
        var cuts = new ArrayList<Cut>();
        for (Turn turn : turns.reversed()) {
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
