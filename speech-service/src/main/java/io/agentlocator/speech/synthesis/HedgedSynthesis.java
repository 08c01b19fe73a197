package io.agentlocator.speech.synthesis;

import io.agentlocator.events.MuLaw;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which voices speak one sentence, best first: when each is asked, and whose sound is delivered. A voice that fails quickly is
 * asked once more, then the next one is. A slow voice is hedged: the next one starts beside it, and the first with audible
 * sound wins. If nothing is audible in time, the caller is asked to hold; if no voice is left, an apology is played.
 *
 * <p>Each method returns the effects; none performs them. Not thread-safe; times are of a monotonic clock.
 */
final class HedgedSynthesis {

    /**
     * @param nextVoiceMs a voice without sound for this long is hedged with the next one
     * @param holdMs silence for the caller after which the hold phrase is played
     * @param stallMs silence within a sentence after which its voice has failed and the next one goes on
     * @param lastStallMs the same for the last voice, behind which is only the apology: a local engine that is short of
     *     processor time pauses within sentences, which is still better
     * @param giveUpMs no voice is waited for longer than this
     */
    record Timing(long nextVoiceMs, long holdMs, long stallMs, long lastStallMs, long giveUpMs) {
        static final Timing FOR_CALLERS = new Timing(700, 1500, 700, 1800, 6000);
    }

    sealed interface Step {

        /** A voice is to speak the sentence; its sound comes back with the number of the attempt. */
        record Start(int attempt, int voice) implements Step {}

        /** The sound of this attempt is not wanted any more. */
        record Stop(int attempt) implements Step {}

        /** @param first whether it is the first sound of the sentence */
        record Deliver(int voice, byte[] mulaw, boolean first) implements Step {}

        record Failed(int attempt, int voice, FailureKind kind, String cause) implements Step {}

        /** The whole sentence, for the cache. */
        record Completed(int attempt, int voice, byte[] mulaw) implements Step {}

        /** The caller hears nothing yet: play the hold phrase. */
        record PlayHold() implements Step {}

        /** No voice can speak the sentence: play the apology. */
        record PlayApology() implements Step {}
    }

    private final int voices;
    private final Timing timing;
    private final IntPredicate mayAsk;
    private final long startMs;

    /** When the caller has heard everything delivered so far. */
    private long heardUntilMs;

    private final List<Attempt> running = new ArrayList<>();
    private @Nullable Attempt winner;
    private int attempts;
    private int nextVoice;
    private boolean held;
    private boolean over;

    /**
     * @param voices how many there are
     * @param coveredMs milliseconds of earlier sound that the caller has still to hear
     * @param mayAsk whether a voice may be asked now; called once before each attempt
     */
    HedgedSynthesis(int voices, Timing timing, long coveredMs, IntPredicate mayAsk, long nowMs) {
        this.voices = voices;
        this.timing = timing;
        this.mayAsk = mayAsk;
        this.startMs = nowMs;
        this.heardUntilMs = nowMs + coveredMs;
    }

    List<Step> start(long nowMs) {
        var steps = new ArrayList<Step>();
        startNext(nowMs, steps);
        return steps;
    }

    List<Step> sound(int attempt, byte[] mulaw, long nowMs) {
        var steps = new ArrayList<Step>();
        Attempt of = find(attempt);
        if (of == null) {
            return steps;
        }
        boolean first = winner == null;
        byte[] fresh = of.audio.add(mulaw);
        if (of.audio.audible() && winner != of) {
            winner = of;
            for (Attempt other : List.copyOf(running)) {
                if (other != of) {
                    stop(other, nowMs, steps);
                }
            }
        }
        if (fresh.length > 0) {
            covered(MuLaw.millis(fresh.length), nowMs);
            steps.add(new Step.Deliver(of.voice, fresh, first));
        }
        return steps;
    }

    List<Step> finished(int attempt, long nowMs) {
        Attempt of = find(attempt);
        if (of == null) {
            return List.of();
        }
        if (!of.audio.audible()) {
            return failed(attempt, new EngineFailure(FailureKind.EMPTY, of.audio.fault()), nowMs);
        }
        over = true;
        running.clear();
        return List.of(new Step.Completed(of.id, of.voice, of.audio.all()));
    }

    List<Step> failed(int attempt, EngineFailure failure, long nowMs) {
        var steps = new ArrayList<Step>();
        Attempt of = find(attempt);
        if (of == null) {
            return steps;
        }
        running.remove(of);
        steps.add(new Step.Failed(of.id, of.voice, failure.kind(), failure.reason()));
        boolean quick = of == winner || nowMs - of.startMs < timing.nextVoiceMs() / 2;
        if (failure.kind().retryable() && !of.retry && quick && running.isEmpty() && mayAsk.test(of.voice)) {
            start(of.voice, true, Math.max(of.skip, of.audio.bytes()), nowMs, steps);
        } else if (running.isEmpty()) {
            startNext(nowMs, steps);
        }
        return steps;
    }

    /** Time has passed; see {@link #deadlineMs}. */
    List<Step> tick(long nowMs) {
        var steps = new ArrayList<Step>();
        if (over) {
            return steps;
        }
        Attempt speaking = speaking();
        if (speaking != null) {
            if (nowMs >= stallAtMs()) {
                running.remove(speaking);
                steps.add(new Step.Stop(speaking.id));
                steps.add(
                        new Step.Failed(speaking.id, speaking.voice, FailureKind.TIMEOUT, "silence within a sentence"));
                startNext(nowMs, steps);
            }
            return steps;
        }
        if (nowMs >= giveUpAtMs()) {
            for (Attempt late : List.copyOf(running)) {
                stop(late, nowMs, steps);
            }
            apologise(steps);
            return steps;
        }
        if (!running.isEmpty() && nowMs - running.getLast().startMs >= timing.nextVoiceMs() && nextVoice < voices) {
            startNext(nowMs, steps);
        }
        if (!held && !over && nowMs >= heardUntilMs + timing.holdMs()) {
            held = true;
            steps.add(new Step.PlayHold());
        }
        return steps;
    }

    /** When {@link #tick} has something to do. */
    long deadlineMs() {
        if (speaking() != null) {
            return stallAtMs();
        }
        long next = giveUpAtMs();
        if (!held) {
            next = Math.min(next, heardUntilMs + timing.holdMs());
        }
        if (!running.isEmpty() && nextVoice < voices) {
            next = Math.min(next, running.getLast().startMs + timing.nextVoiceMs());
        }
        return next;
    }

    /** The caller is given this much sound, of a voice or recorded. */
    void covered(long soundMs, long nowMs) {
        heardUntilMs = Math.max(heardUntilMs, nowMs) + soundMs;
    }

    boolean over() {
        return over;
    }

    /** The attempt whose sound the caller hears; null if there is none or it has failed. */
    private @Nullable Attempt speaking() {
        return winner != null && running.contains(winner) ? winner : null;
    }

    private long stallAtMs() {
        return heardUntilMs + (nextVoice < voices ? timing.stallMs() : timing.lastStallMs());
    }

    /** A caller who has heard the hold phrase and nothing after it is not asked to hold again. */
    private long giveUpAtMs() {
        long atLatest = startMs + timing.giveUpMs();
        return held ? Math.min(atLatest, heardUntilMs + timing.holdMs()) : atLatest;
    }

    private void startNext(long nowMs, List<Step> steps) {
        while (nextVoice < voices) {
            int voice = nextVoice++;
            if (mayAsk.test(voice)) {
                start(voice, false, 0, nowMs, steps);
                return;
            }
        }
        if (running.isEmpty()) {
            apologise(steps);
        }
    }

    private void start(int voice, boolean retry, int skip, long nowMs, List<Step> steps) {
        var attempt = new Attempt(++attempts, voice, retry, skip, nowMs);
        running.add(attempt);
        steps.add(new Step.Start(attempt.id, voice));
    }

    private void stop(Attempt attempt, long nowMs, List<Step> steps) {
        running.remove(attempt);
        steps.add(new Step.Stop(attempt.id));
        if (nowMs - attempt.startMs >= timing.nextVoiceMs()) {
            steps.add(new Step.Failed(
                    attempt.id,
                    attempt.voice,
                    FailureKind.TIMEOUT,
                    "no sound within " + (nowMs - attempt.startMs) + " ms"));
        }
    }

    private void apologise(List<Step> steps) {
        over = true;
        steps.add(new Step.PlayApology());
    }

    private @Nullable Attempt find(int id) {
        if (over) {
            return null;
        }
        return running.stream().filter(attempt -> attempt.id == id).findFirst().orElse(null);
    }

    private static final class Attempt {

        final int id;
        final int voice;

        /** Whether the same voice has failed at this sentence before. */
        final boolean retry;

        final int skip;
        final long startMs;
        final AttemptAudio audio;

        Attempt(int id, int voice, boolean retry, int skip, long startMs) {
            this.id = id;
            this.voice = voice;
            this.retry = retry;
            this.skip = skip;
            this.startMs = startMs;
            this.audio = new AttemptAudio(skip);
        }
    }
}
