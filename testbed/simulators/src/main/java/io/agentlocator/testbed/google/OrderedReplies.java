package io.agentlocator.testbed.google;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Queue;

/** Sends the responses of one call in order, each with its own delay; after the end it sends nothing. */
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

    /** Ends the call ahead of the responses still queued, as a broken call does. */
    synchronized void fail(Status.Code code, String message) {
        if (!over && !silent) {
            over = true;
            out.onError(Status.fromCode(code).withDescription(message).asRuntimeException());
        }
    }

    /** Sends nothing from now on, not even the end. */
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
        // Timers of the same moment may run in any order, so each sends the first queued response.
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
            // The client has cancelled the call.
            over = true;
        }
    }
}
