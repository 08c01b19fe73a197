package io.agentlocator.watchdog;

import java.time.Instant;

/** Comparisons of instants, with a value for what has not happened. */
final class Instants {

    /** Has not happened: before every other instant. */
    static final Instant NEVER = Instant.MIN;

    private Instants() {}

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
