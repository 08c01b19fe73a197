package io.agentlocator.speech.google;

import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Passes sound from the library's thread to the thread that speaks a sentence. */
final class AudioQueue {

    /** The longest text that the vendor accepts is less than five minutes of speech. */
    private static final long MAX_BYTES = 2_400_000;

    private sealed interface Item {
        record Piece(byte[] mulaw) implements Item {}

        record Failed(Throwable cause) implements Item {}

        record Completed() implements Item {}
    }

    private final LinkedBlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final AtomicLong bytes = new AtomicLong();

    void add(byte[] mulaw) {
        if (bytes.addAndGet(mulaw.length) > MAX_BYTES) {
            items.add(new Item.Failed(new IllegalStateException("sound without an end")));
        } else if (mulaw.length > 0) {
            items.add(new Item.Piece(mulaw));
        }
    }

    void failed(Throwable cause) {
        items.add(new Item.Failed(cause));
    }

    void completed() {
        items.add(new Item.Completed());
    }

    /** @return null if the sentence is complete */
    byte @Nullable [] next(Duration limit) throws EngineFailure, InterruptedException {
        return switch (items.poll(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            case null -> throw new EngineFailure(FailureKind.TIMEOUT, "no sound within " + limit.toMillis() + " ms");
            case Item.Piece piece -> piece.mulaw;
            case Item.Failed failed -> throw GoogleSpeechSynthesizer.failed(failed.cause);
            case Item.Completed completed -> null;
        };
    }
}
