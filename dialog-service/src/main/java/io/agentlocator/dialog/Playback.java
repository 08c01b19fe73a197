package io.agentlocator.dialog;

import java.util.OptionalLong;

/** What the caller has heard of a turn, as media-ingest reports it. All times are milliseconds on the fold's clock. */
public sealed interface Playback {

    record NotStarted() implements Playback {}

    record Sounding(long startedMs) implements Playback {}

    /**
     * The sound is on hold, or was cancelled.
     *
     * @param startedMs empty where nothing had sounded before
     */
    record Held(OptionalLong startedMs, long heldMs) implements Playback {}

    record Finished() implements Playback {}

    /**
     * The sound was cut for good.
     *
     * @param started whether any of it had sounded
     * @param heardMs how much was heard
     * @param sentencesHeard how many sentences were heard to the end
     */
    record Cut(boolean started, long heardMs, int sentencesHeard) implements Playback {}

    default boolean started() {
        return switch (this) {
            case NotStarted notStarted -> false;
            case Sounding sounding -> true;
            case Held held -> held.startedMs().isPresent();
            case Finished finished -> true;
            case Cut cut -> cut.started();
        };
    }

    default boolean over() {
        return this instanceof Finished || this instanceof Cut;
    }

    default Playback start(long atMs) {
        return switch (this) {
            case NotStarted notStarted -> new Sounding(atMs);
            case Held(OptionalLong startedMs, long heldMs)
            when startedMs.isEmpty() -> new Held(OptionalLong.of(atMs), heldMs);
            case Cut(boolean started, long heardMs, int sentencesHeard) -> new Cut(true, heardMs, sentencesHeard);
            case Sounding sounding -> this;
            case Held held -> this;
            case Finished finished -> this;
        };
    }

    default Playback hold(long atMs) {
        return switch (this) {
            case NotStarted notStarted -> new Held(OptionalLong.empty(), atMs);
            case Sounding(long startedMs) -> new Held(OptionalLong.of(startedMs), atMs);
            case Held held -> this;
            case Finished finished -> this;
            case Cut cut -> this;
        };
    }

    /** The sound goes on. The start moves by the length of the hold, so that it still measures what was heard. */
    default Playback resume(long atMs) {
        return switch (this) {
            case Held(OptionalLong startedMs, long heldMs) ->
                startedMs.isEmpty()
                        ? new NotStarted()
                        : new Sounding(startedMs.getAsLong() + Math.max(0, atMs - heldMs));
            case NotStarted notStarted -> this;
            case Sounding sounding -> this;
            case Finished finished -> this;
            case Cut cut -> this;
        };
    }

    default Playback cut(long heardMs, int sentencesHeard) {
        return this instanceof Finished ? this : new Cut(started(), heardMs, sentencesHeard);
    }
}
