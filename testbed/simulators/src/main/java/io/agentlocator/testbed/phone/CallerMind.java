package io.agentlocator.testbed.phone;

import java.util.Optional;

/** Decides what a caller says next. Called on the caller's own thread and may block; the call continues meanwhile. */
@FunctionalInterface
public interface CallerMind {
    /** Called at each turn of the caller. Empty when the caller hangs up. */
    Optional<CallerAction> next(HeardSoFar heard);
}
