package io.agentlocator.watchdog;

import java.time.Instant;

/** Arithmetic on moments, with one that stands for what has not happened. */
final class Moments {

    /** Before everything: a fact that has not happened compares as long ago. */
    static final Instant NEVER = Instant.MIN;

    private Moments() {}

    static Instant latest(Instant first, Instant... others) {
        Instant latest = first;
        for (Instant other : others) {
            if (other.isAfter(latest)) {
                latest = other;
            }
        }
        return latest;
    }

    static boolean reached(Instant now, Instant deadline) {
        return !now.isBefore(deadline);
    }
}
