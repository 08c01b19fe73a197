package io.agentlocator.watchdog.app;

import io.agentlocator.events.Call;
import io.agentlocator.watchdog.Deadlines;
import io.agentlocator.watchdog.WatchStep;
import io.agentlocator.watchdog.WatchedCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Before the service is ready: watches a simulated call without a stream, and expects a redirect. */
final class WarmUpRescue {

    private static final String CALL = "warm-up";

    private final Deadlines deadlines;
    private final Duration staleAfter;

    WarmUpRescue(Deadlines deadlines, Duration staleAfter) {
        this.deadlines = deadlines;
        this.staleAfter = staleAfter;
    }

    /** @return what went wrong; null where the call would have been redirected */
    @Nullable
    String hold() {
        var calls = new WatchedCalls(deadlines, staleAfter);
        Instant received = Instant.EPOCH;
        calls.takeOver(
                0,
                List.of(new WatchedCalls.TimedEvent(
                        new Call.Received(CALL, "anonymous", "anonymous", Call.Direction.INBOUND, 0), received)),
                received);
        Instant due = received.plus(deadlines.start()).plus(deadlines.feedGrace());
        List<WatchStep> steps = calls.check(due, 0, Duration.ZERO);
        return steps.stream().anyMatch(WatchStep.Redirect.class::isInstance)
                ? null
                : "a call without a stream is not redirected: " + steps;
    }
}
