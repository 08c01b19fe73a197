package io.agentlocator.speech.openai;

import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
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

/** The body of an answer while it comes, with a time limit for each piece, which the client's own streams do not have. */
final class AudioBody implements HttpResponse.BodySubscriber<AudioBody>, AutoCloseable {

    private sealed interface Item {

        record Bytes(byte[] pcm) implements Item {}

        record Failed(Throwable cause) implements Item {}

        record End() implements Item {}
    }

    /** One item is requested at a time, so there are never more than that and an end. */
    private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(4);

    private Flow.@Nullable Subscription subscription;
    private boolean closed;

    @Override
    public CompletionStage<AudioBody> getBody() {
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
    byte @Nullable [] next(Duration limit) throws EngineFailure, InterruptedException {
        return switch (items.poll(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            case null -> throw new EngineFailure(FailureKind.TIMEOUT, "no sound within " + limit.toMillis() + " ms");
            case Item.Bytes bytes -> {
                more();
                yield bytes.pcm;
            }
            case Item.Failed failed ->
                throw new EngineFailure(
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
