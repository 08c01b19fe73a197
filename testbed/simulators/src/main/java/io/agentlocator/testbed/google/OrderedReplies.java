package io.agentlocator.testbed.google;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Queue;

/** Answers of one call, each with its delay and all in their order; after the end nothing more is told. */
final class OrderedReplies<R> {

    private record Waiting(Runnable telling, boolean last) {}

    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final StreamObserver<R> out;
    private final World world;
    private long lastAtMs;
    private boolean over;
    private boolean silent;

    OrderedReplies(StreamObserver<R> out, World world) {
        this.out = out;
        this.world = world;
    }

    synchronized void tell(R reply, long afterMs) {
        at(afterMs, () -> out.onNext(reply), false);
    }

    synchronized void complete(long afterMs) {
        at(afterMs, out::onCompleted, true);
    }

    /** Overtakes what is on its way, as a broken call does. */
    synchronized void fail(Status.Code code, String message) {
        if (!over && !silent) {
            over = true;
            out.onError(Status.fromCode(code).withDescription(message).asRuntimeException());
        }
    }

    /** From now on nothing is told, not even the end. */
    synchronized void fallSilent() {
        silent = true;
    }

    synchronized boolean over() {
        return over;
    }

    synchronized void cancelled() {
        over = true;
    }

    private void at(long afterMs, Runnable telling, boolean last) {
        if (silent) {
            return;
        }
        long now = World.nowMs();
        lastAtMs = Math.max(lastAtMs, now + afterMs);
        waiting.add(new Waiting(telling, last));
        // Timers of the same moment may run in any order: each tells whatever is first in line.
        world.later(lastAtMs - now, this::tellFirst);
    }

    private synchronized void tellFirst() {
        var next = waiting.poll();
        if (next == null || over || silent) {
            return;
        }
        over = next.last;
        try {
            next.telling.run();
        } catch (RuntimeException ignored) {
            // The client has gone.
            over = true;
        }
    }
}
