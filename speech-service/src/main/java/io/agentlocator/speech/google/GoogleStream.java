package io.agentlocator.speech.google;

import io.agentlocator.speech.google.SpeechApi.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One vendor stream of a call, with what its owner knows about it. The owner locks it. */
final class GoogleStream implements SpeechApi.Answers {

    /** Receives its events on the library's threads. */
    interface Owner {

        void words(GoogleStream stream, List<Words> words);

        /** @param cause null if the vendor closed the stream without an error */
        void ended(GoogleStream stream, @Nullable Throwable cause);
    }

    final GoogleModels.Choice choice;
    final StreamClock clock = new StreamClock();

    /** Answers held back until the stream before has sent its last words. */
    final List<List<Words>> held = new ArrayList<>();

    final long openedMs;
    final long rotateAtMs;

    /** The latest words that have not settled. */
    @Nullable
    Words interim;

    boolean healthy;
    boolean ready;
    long answeredMs;
    long notReadySinceMs = -1;
    long drainUntilMs;

    private final Owner owner;
    private SpeechApi.@Nullable Stream out;

    GoogleStream(Owner owner, GoogleModels.Choice choice, long openedMs, long rotateAtMs) {
        this.owner = owner;
        this.choice = choice;
        this.openedMs = openedMs;
        this.rotateAtMs = rotateAtMs;
    }

    void open() {
        out = choice.api().open(choice.minimal(), this);
    }

    SpeechApi.Stream out() {
        if (out == null) {
            throw new IllegalStateException("not opened");
        }
        return out;
    }

    String engine() {
        return "google/" + choice.model();
    }

    /** The age by which the vendor limits it: time since it was opened, or the sound sent if that is longer. */
    long ageMs(long nowMs) {
        return Math.max(clock.sentMs(), nowMs - openedMs);
    }

    @Override
    public void words(List<Words> words) {
        owner.words(this, words);
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
