package io.agentlocator.speech.google;

import io.agentlocator.speech.FailureKind;
import io.agentlocator.speech.SynthesisFailed;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sound on its way from the library's thread to the one that speaks a sentence. */
final class SoundQueue {

    /** The longest text that the vendor takes is less than five minutes of speech. */
    private static final long MOST_BYTES = 2_400_000;

    private sealed interface Item {
        record Piece(byte[] mulaw) implements Item {}

        record Failed(Throwable cause) implements Item {}

        record Completed() implements Item {}
    }

    private final LinkedBlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final AtomicLong bytes = new AtomicLong();

    void add(byte[] mulaw) {
        if (bytes.addAndGet(mulaw.length) > MOST_BYTES) {
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

    /** @return null when the sentence is complete */
    byte @Nullable [] next(Duration bound) throws SynthesisFailed, InterruptedException {
        return switch (items.poll(bound.toMillis(), TimeUnit.MILLISECONDS)) {
            case null -> throw new SynthesisFailed(FailureKind.TIMEOUT, "no sound within " + bound.toMillis() + " ms");
            case Item.Piece piece -> piece.mulaw;
            case Item.Failed failed -> throw GoogleSpeechSynthesizer.failed(failed.cause);
            case Item.Completed completed -> null;
        };
    }
}
