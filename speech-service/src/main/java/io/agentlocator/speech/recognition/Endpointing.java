package io.agentlocator.speech.recognition;

import java.util.ArrayList;
import java.util.List;

/**
 * The one rule for where a caller's utterances begin and end, for every engine. It uses voice activity only, which arrives
 * with each chunk of sound.
 */
public final class Endpointing {

    /**
     * Milliseconds of the caller's sound.
     *
     * @param closeAfterMs silence that ends an utterance
     * @param guessAfterMs silence after which a whole-utterance engine may start on the speech so far; its answer is
     *     discarded if the caller goes on
     * @param minVoiceMs less voice than this is a click, not an utterance
     * @param longestMs longer speech is cut into several utterances
     */
    public record Rule(long closeAfterMs, long guessAfterMs, long minVoiceMs, long longestMs) {

        public Rule {
            if (guessAfterMs > closeAfterMs || closeAfterMs <= 0 || minVoiceMs < 0 || longestMs <= closeAfterMs) {
                throw new IllegalArgumentException("endpointing needs 0 < guess <= close < longest, got " + guessAfterMs
                        + ", " + closeAfterMs + ", " + longestMs);
            }
        }
    }

    /** What the caller is doing. Times are on the stream's clock. */
    public sealed interface State {

        /** Silence. */
        record Quiet() implements State {}

        /** Voice that may still be a click. */
        record Onset(long startMs, long voiceMs, long voiceEndMs) implements State {}

        /** Speech. @param voiceEndMs end of the latest voice */
        record Voiced(long startMs, long voiceEndMs) implements State {}

        /** Silence within an utterance. @param guessed whether {@link Mark.Paused} was returned for it */
        record Pausing(long startMs, long voiceEndMs, boolean guessed) implements State {}
    }

    /** An event in the caller's speech. */
    public sealed interface Mark {

        record Began(long startMs) implements Mark {}

        /** Silence long enough to guess that the utterance is over. */
        record Paused(long startMs, long voiceEndMs) implements Mark {}

        /** The caller went on after a {@link Paused}: the guess was wrong. */
        record WentOn() implements Mark {}

        record Ended(long startMs, long voiceEndMs) implements Mark {}
    }

    public record Judged(State state, List<Mark> marks) {}

    public static final State QUIET = new State.Quiet();

    private Endpointing() {}

    /**
     * Judges the next piece of sound.
     *
     * @param fromMs start of the piece; there may be a gap before it
     * @param toMs end of the piece
     * @param speaking whether there was voice at the end of the piece
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

    /** No more sound will come: an open utterance ends. */
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
            // A gap in the sound counts as silence.
            return after(new Mark.Ended(startMs, voiceEndMs), next(rule, QUIET, fromMs, toMs, speaking));
        }
        if (speaking) {
            if (toMs - startMs >= rule.longestMs()) {
                // The next utterance begins at the cut; its voice is not judged as a click again.
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
