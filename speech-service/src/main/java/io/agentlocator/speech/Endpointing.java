package io.agentlocator.speech;

import java.util.ArrayList;
import java.util.List;

/**
 * The one rule by which a caller's utterances begin and end, whatever engine turns them into words. It looks at voice
 * activity only, which rides with the sound.
 */
public final class Endpointing {

    /**
     * All in milliseconds of the caller's sound.
     *
     * @param closeAfterMs silence that ends an utterance
     * @param guessAfterMs silence after which a whole-utterance engine may start on what has been said, to be thrown away
     *     if the caller goes on
     * @param minVoiceMs less voice than this is a click, not an utterance
     * @param longestMs a caller who goes on for longer is heard in pieces
     */
    public record Rule(long closeAfterMs, long guessAfterMs, long minVoiceMs, long longestMs) {

        public Rule {
            if (guessAfterMs > closeAfterMs || closeAfterMs <= 0 || minVoiceMs < 0 || longestMs <= closeAfterMs) {
                throw new IllegalArgumentException("endpointing: 0 < guess <= close < longest is needed, got "
                        + guessAfterMs + ", " + closeAfterMs + ", " + longestMs);
            }
        }
    }

    /** Where the caller stands. Times are on the stream's clock. */
    public sealed interface State {

        /** Nobody speaks. */
        record Quiet() implements State {}

        /** A voice that may still turn out to be a click. */
        record Onset(long startMs, long voiceMs, long voiceEndMs) implements State {}

        /** @param voiceEndMs where voice was last heard */
        record Voiced(long startMs, long voiceEndMs) implements State {}

        /** @param guessed whether {@link Mark.Paused} was told for this silence */
        record Pausing(long startMs, long voiceEndMs, boolean guessed) implements State {}
    }

    /** What has just become known. */
    public sealed interface Mark {

        record Began(long startMs) implements Mark {}

        /** Silence long enough to guess that the utterance is over. */
        record Paused(long startMs, long voiceEndMs) implements Mark {}

        /** The caller goes on after a {@link Paused}: the guess was wrong. */
        record WentOn() implements Mark {}

        record Ended(long startMs, long voiceEndMs) implements Mark {}
    }

    public record Judged(State state, List<Mark> marks) {}

    public static final State QUIET = new State.Quiet();

    private Endpointing() {}

    /**
     * Judges the next piece of sound.
     *
     * @param fromMs its start; may lie behind a gap
     * @param toMs its end
     * @param speaking whether there was voice at its end
     */
    public static Judged next(Rule rule, State state, long fromMs, long toMs, boolean speaking) {
        return switch (state) {
            case State.Quiet quiet ->
                speaking ? onset(rule, fromMs, toMs - fromMs, toMs) : new Judged(quiet, List.of());
            case State.Onset onset -> {
                if (fromMs - onset.voiceEndMs() >= rule.closeAfterMs()) {
                    yield next(rule, QUIET, fromMs, toMs, speaking);
                }
                if (speaking) {
                    yield onset(rule, onset.startMs(), onset.voiceMs() + toMs - fromMs, toMs);
                }
                yield new Judged(toMs - onset.voiceEndMs() >= rule.closeAfterMs() ? QUIET : onset, List.of());
            }
            case State.Voiced voiced ->
                heard(rule, voiced.startMs(), voiced.voiceEndMs(), false, fromMs, toMs, speaking);
            case State.Pausing pausing ->
                heard(rule, pausing.startMs(), pausing.voiceEndMs(), pausing.guessed(), fromMs, toMs, speaking);
        };
    }

    /** The sound is over: whatever was being said is all that there will be. */
    public static Judged end(State state) {
        return switch (state) {
            case State.Quiet quiet -> new Judged(QUIET, List.of());
            case State.Onset onset -> new Judged(QUIET, List.of());
            case State.Voiced voiced ->
                new Judged(QUIET, List.of(new Mark.Ended(voiced.startMs(), voiced.voiceEndMs())));
            case State.Pausing pausing ->
                new Judged(QUIET, List.of(new Mark.Ended(pausing.startMs(), pausing.voiceEndMs())));
        };
    }

    private static Judged onset(Rule rule, long startMs, long voiceMs, long voiceEndMs) {
        return voiceMs >= rule.minVoiceMs()
                ? new Judged(new State.Voiced(startMs, voiceEndMs), List.of(new Mark.Began(startMs)))
                : new Judged(new State.Onset(startMs, voiceMs, voiceEndMs), List.of());
    }

    private static Judged heard(
            Rule rule, long startMs, long voiceEndMs, boolean guessed, long fromMs, long toMs, boolean speaking) {
        if (fromMs - voiceEndMs >= rule.closeAfterMs()) {
            // A gap in the sound is as good as silence.
            return after(new Mark.Ended(startMs, voiceEndMs), next(rule, QUIET, fromMs, toMs, speaking));
        }
        if (speaking) {
            if (toMs - startMs >= rule.longestMs()) {
                // The next piece begins where this one was cut; its voice needs no new proof.
                return new Judged(
                        new State.Voiced(toMs, toMs), List.of(new Mark.Ended(startMs, toMs), new Mark.Began(toMs)));
            }
            return new Judged(new State.Voiced(startMs, toMs), guessed ? List.of(new Mark.WentOn()) : List.of());
        }
        long silence = toMs - voiceEndMs;
        if (silence >= rule.closeAfterMs()) {
            return new Judged(QUIET, List.of(new Mark.Ended(startMs, voiceEndMs)));
        }
        if (silence >= rule.guessAfterMs() && !guessed) {
            return new Judged(
                    new State.Pausing(startMs, voiceEndMs, true), List.of(new Mark.Paused(startMs, voiceEndMs)));
        }
        return new Judged(new State.Pausing(startMs, voiceEndMs, guessed), List.of());
    }

    private static Judged after(Mark first, Judged then) {
        var marks = new ArrayList<Mark>();
        marks.add(first);
        marks.addAll(then.marks());
        return new Judged(then.state(), List.copyOf(marks));
    }
}
