package io.agentlocator.dialog.openai;

import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelFailure.Kind;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an event stream, pulled one by one with a time limit each. The body is decoded as one text, so a letter that
 * is split over two packets stays whole. {@link #close} cancels the subscription, which closes the connection.
 */
final class SseLines implements Flow.Subscriber<String>, AutoCloseable {

    private sealed interface Arrived {
        record Line(String text) implements Arrived {}

        record End() implements Arrived {}

        record Broken(String cause) implements Arrived {}
    }

    /** One line is requested at a time, so no more than a few can wait. */
    private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>(16);

    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;

    @Override
    public void onSubscribe(Flow.Subscription opened) {
        subscription = opened;
        if (closed) {
            opened.cancel();
        } else {
            opened.request(1);
        }
    }

    @Override
    public void onNext(String line) {
        arrived.offer(new Arrived.Line(line));
    }

    @Override
    public void onError(Throwable cause) {
        arrived.offer(new Arrived.Broken(cause.getClass().getSimpleName()));
    }

    @Override
    public void onComplete() {
        arrived.offer(new Arrived.End());
    }

    /**
     * @return the next line; null when the stream has ended
     * @throws ModelFailure where no line came in time, or the connection broke
     */
    @Nullable
    String next(long withinNanos) throws ModelFailure, InterruptedException {
        Arrived one = arrived.poll(Math.max(0, withinNanos), TimeUnit.NANOSECONDS);
        return switch (one) {
            case null -> throw new ModelFailure(Kind.TOO_SLOW, "no line in time");
            case Arrived.Line(String text) -> {
                Flow.Subscription open = subscription;
                if (open != null) {
                    open.request(1);
                }
                yield text;
            }
            case Arrived.End end -> null;
            case Arrived.Broken(String cause) -> throw new ModelFailure(Kind.BROKEN_OFF, cause);
        };
    }

    @Override
    public void close() {
        closed = true;
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }
}
