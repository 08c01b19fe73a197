package io.agentlocator.testbed.phone;

import io.agentlocator.testbed.twilio.Handset;
import io.agentlocator.testbed.twilio.SimulatedCall;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Watches a call on its event loop for a caller who waits on another thread. */
final class Attention implements Handset {
    enum Awaited {
        HAPPENED,
        PATIENCE_ENDED,
        CALL_ENDED
    }

    private record Watch(Condition condition, Duration until, CompletableFuture<Awaited> done) {}

    /** Evaluated every 20 ms on the event loop. */
    @FunctionalInterface
    interface Condition {
        boolean holds(SimulatedCall call, Duration now);
    }

    private final List<Watch> watches = new ArrayList<>();
    private volatile Optional<Duration> streamOpened = Optional.empty();
    private boolean ended;

    /** When the newest media stream was opened. */
    Optional<Duration> streamOpened() {
        return streamOpened;
    }

    Awaited await(SimulatedCall call, Duration patience, Condition condition) throws InterruptedException {
        CompletableFuture<Awaited> done = new CompletableFuture<>();
        Duration until = call.now().plus(patience);
        call.onLoop(() -> {
            if (ended) done.complete(Awaited.CALL_ENDED);
            else watches.add(new Watch(condition, until, done));
        });
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a condition failed", e.getCause());
        }
    }

    @Override
    public void frame(SimulatedCall call) {
        if (watches.isEmpty()) return;
        Duration now = call.heard().length();
        watches.removeIf(watch -> judged(watch, call, now));
    }

    @Override
    public void happened(SimulatedCall call, TimelineEvent event) {
        if (event instanceof TimelineEvent.StreamOpened opened) streamOpened = Optional.of(opened.at());
        if (event instanceof TimelineEvent.Ended) {
            ended = true;
            watches.forEach(watch -> watch.done.complete(Awaited.CALL_ENDED));
            watches.clear();
        }
    }

    private static boolean judged(Watch watch, SimulatedCall call, Duration now) {
        try {
            if (watch.condition.holds(call, now)) return watch.done.complete(Awaited.HAPPENED);
            return now.compareTo(watch.until) >= 0 && watch.done.complete(Awaited.PATIENCE_ENDED);
        } catch (RuntimeException e) {
            return watch.done.completeExceptionally(e);
        }
    }
}
