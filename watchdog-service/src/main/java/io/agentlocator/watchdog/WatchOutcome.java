package io.agentlocator.watchdog;

import java.util.List;

/** The next state and what is to be done. */
public record WatchOutcome(WatchedCall state, List<WatchStep> steps) {

    public WatchOutcome {
        steps = List.copyOf(steps);
    }

    static WatchOutcome none(WatchedCall state) {
        return new WatchOutcome(state, List.of());
    }
}
