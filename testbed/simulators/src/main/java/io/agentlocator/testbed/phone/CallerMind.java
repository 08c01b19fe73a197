package io.agentlocator.testbed.phone;

import java.util.Optional;

/** Decides what a caller says to what was heard. May block, on the caller's own thread; the call goes on meanwhile. */
@FunctionalInterface
public interface CallerMind {
    /** Asked each time it is the caller's turn. Empty: nothing more to say, the caller hangs up. */
    Optional<CallerAction> next(HeardSoFar heard);
}
