package io.agentlocator.testbed.google;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers a unary call, or fails by the configured fault. */
final class UnaryCall {

    private UnaryCall() {}

    /** @param work throws {@link IllegalArgumentException} with the vendor's error text */
    static <R> void answer(World world, Fault.Method method, StreamObserver<R> out, Supplier<R> work) {
        answer(world, world.faults.take(method).orElse(null), 20, out, work);
    }

    static <R> void answer(World world, @Nullable Fault fault, long afterMs, StreamObserver<R> out, Supplier<R> work) {
        if (fault instanceof Fault.HalfOpen) {
            return;
        }
        var replies = new OrderedReplies<>(out, world);
        if (fault instanceof Fault.Fails fails) {
            replies.fail(fails.code(), fails.message());
            return;
        }
        long slow = fault instanceof Fault.Slow delay ? delay.by().toMillis() : 0;
        try {
            replies.tell(work.get(), afterMs + slow);
            replies.complete(0);
        } catch (IllegalArgumentException e) {
            replies.fail(Status.Code.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
        }
    }
}
