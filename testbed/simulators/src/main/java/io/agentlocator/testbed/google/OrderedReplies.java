package io.agentlocator.testbed.google;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** Answers of one call, each with its delay and all in their order; after the end nothing more is told. */
final class OrderedReplies<R> {

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
        world.later(lastAtMs - now, () -> run(telling, last));
    }

    private synchronized void run(Runnable telling, boolean last) {
        if (over || silent) {
            return;
        }
        over = last;
        try {
            telling.run();
        } catch (RuntimeException ignored) {
            // The client has gone.
            over = true;
        }
    }
}
