package io.agentlocator.speech.google;

import io.agentlocator.speech.google.SpeechWire.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the vendor's streams, as the call that it hears sees it. Guarded by its owner. */
final class Wired implements SpeechWire.Answers {

    /** Told by threads of the library. */
    interface Owner {

        void heard(Wired wired, List<Words> words);

        /** @param cause null when the vendor closed it */
        void ended(Wired wired, @Nullable Throwable cause);
    }

    final Models.Choice choice;
    final StreamClock clock = new StreamClock();

    /** Answers that wait until the stream before has said its last. */
    final List<List<Words>> held = new ArrayList<>();

    final long openedMs;
    final long rotateAtMs;

    /** Words that have not settled. */
    @Nullable
    Words interim;

    boolean healthy;
    boolean ready;
    long answeredMs;
    long notReadySinceMs = -1;
    long drainUntilMs;

    private final Owner owner;
    private SpeechWire.@Nullable Stream stream;

    Wired(Owner owner, Models.Choice choice, long openedMs, long rotateAtMs) {
        this.owner = owner;
        this.choice = choice;
        this.openedMs = openedMs;
        this.rotateAtMs = rotateAtMs;
    }

    void open() {
        stream = choice.wire().open(choice.minimal(), this);
    }

    SpeechWire.Stream stream() {
        if (stream == null) {
            throw new IllegalStateException("not opened");
        }
        return stream;
    }

    String engine() {
        return "google/" + choice.model();
    }

    /** How old the vendor takes it for: by its clock, or by the sound that it got. */
    long ageMs(long nowMs) {
        return Math.max(clock.sentMs(), nowMs - openedMs);
    }

    @Override
    public void heard(List<Words> words) {
        owner.heard(this, words);
    }

    @Override
    public void failed(Throwable cause) {
        owner.ended(this, cause);
    }

    @Override
    public void completed() {
        owner.ended(this, null);
    }
}
