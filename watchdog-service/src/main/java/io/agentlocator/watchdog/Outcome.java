package io.agentlocator.watchdog;

import java.util.List;

/** The next state and what is to be done. */
public record Outcome(WatchedCall state, List<Step> steps) {

    public Outcome {
        steps = List.copyOf(steps);
    }

    static Outcome none(WatchedCall state) {
        return new Outcome(state, List.of());
    }
}
