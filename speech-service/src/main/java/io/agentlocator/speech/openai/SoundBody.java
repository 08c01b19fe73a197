package io.agentlocator.speech.openai;

import io.agentlocator.speech.FailureKind;
import io.agentlocator.speech.SynthesisFailed;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The body of an answer while it comes, with a bound on each wait; the client's own stream of bytes has none. */
final class SoundBody implements HttpResponse.BodySubscriber<SoundBody>, AutoCloseable {

    private sealed interface Item {

        record Bytes(byte[] pcm) implements Item {}

        record Failed(Throwable cause) implements Item {}

        record End() implements Item {}
    }

    /** One item is asked for at a time, so that there are never more than that and an end. */
    private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(4);

    private Flow.@Nullable Subscription subscription;
    private boolean closed;

    @Override
    public CompletionStage<SoundBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        int length = buffers.stream().mapToInt(ByteBuffer::remaining).sum();
        var all = ByteBuffer.allocate(length);
        buffers.forEach(all::put);
        items.offer(new Item.Bytes(all.array()));
    }

    @Override
    public void onError(Throwable cause) {
        items.offer(new Item.Failed(cause));
    }

    @Override
    public void onComplete() {
        items.offer(new Item.End());
    }

    /** @return null at the end */
    byte @Nullable [] next(Duration bound) throws SynthesisFailed, InterruptedException {
        return switch (items.poll(bound.toMillis(), TimeUnit.MILLISECONDS)) {
            case null -> throw new SynthesisFailed(FailureKind.TIMEOUT, "no sound within " + bound.toMillis() + " ms");
            case Item.Bytes bytes -> {
                more();
                yield bytes.pcm;
            }
            case Item.Failed failed ->
                throw new SynthesisFailed(
                        FailureKind.UNAVAILABLE, failed.cause.getClass().getSimpleName(), failed.cause);
            case Item.End end -> null;
        };
    }

    private synchronized void more() {
        if (subscription != null && !closed) {
            subscription.request(1);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
