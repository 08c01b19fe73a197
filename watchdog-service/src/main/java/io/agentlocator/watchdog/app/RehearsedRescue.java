package io.agentlocator.watchdog.app;

import io.agentlocator.events.Call;
import io.agentlocator.watchdog.Deadlines;
import io.agentlocator.watchdog.Step;
import io.agentlocator.watchdog.Watchroom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call without a stream, watched on a clock of its own until it would be saved, before those of others are. */
final class RehearsedRescue {

    private static final String CALL = "warm-up";

    private final Deadlines deadlines;
    private final Duration staleAfter;

    RehearsedRescue(Deadlines deadlines, Duration staleAfter) {
        this.deadlines = deadlines;
        this.staleAfter = staleAfter;
    }

    /** @return what went wrong; null where the call would have been saved */
    @Nullable
    String hold() {
        var room = new Watchroom(deadlines, staleAfter);
        Instant received = Instant.EPOCH;
        room.takeOver(
                0,
                List.of(new Watchroom.Happened(
                        new Call.Received(CALL, "anonymous", "anonymous", Call.Direction.INBOUND, 0), received)),
                received);
        Instant due = received.plus(deadlines.start()).plus(deadlines.feedGrace());
        List<Step> steps = room.look(due, 0, Duration.ZERO);
        return steps.stream().anyMatch(Step.Redirect.class::isInstance)
                ? null
                : "a call without a stream is not redirected: " + steps;
    }
}
