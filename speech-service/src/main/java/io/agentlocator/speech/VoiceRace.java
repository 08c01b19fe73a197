package io.agentlocator.speech;

import io.agentlocator.events.MuLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One sentence and the voices that may speak it, best first: who is asked when, and who is heard. A voice that fails is
 * asked once more, then the next one is; one that is slow gets the next one beside it, and the first to be heard speaks.
 * When nobody is heard in time the caller is asked to hold, and when nobody is left hears an apology.
 *
 * <p>Does nothing itself: each method returns what is to be done. Not for several threads at once; times are a monotonic
 * clock's.
 */
final class VoiceRace {

    /**
     * @param nextVoiceMs a voice that has said nothing for so long gets the next one beside it
     * @param holdMs silence at the caller's ear after which something is said in any case
     * @param stallMs silence within a sentence after which its voice has failed and the next one goes on
     * @param lastStallMs the same for the last voice, which nothing but an apology follows: a local engine that is short
     *     of processor time stammers, and is still better than that
     * @param giveUpMs after which no voice is waited for
     */
    record Patience(long nextVoiceMs, long holdMs, long stallMs, long lastStallMs, long giveUpMs) {
        static final Patience OF_A_CALLER = new Patience(700, 1500, 700, 1800, 6000);
    }

    sealed interface Step {

        /** A voice is to speak the sentence; its sound comes back under the number of the attempt. */
        record Ask(int attempt, int voice) implements Step {}

        /** What this attempt makes is not wanted any more. */
        record Drop(int attempt) implements Step {}

        /** @param first whether it is the first sound of the sentence */
        record Give(int voice, byte[] mulaw, boolean first) implements Step {}

        record Failed(int voice, FailureKind kind, String cause) implements Step {}

        /** The whole sentence, to be kept. */
        record Spoken(int voice, byte[] mulaw) implements Step {}

        /** The caller hears nothing yet. */
        record Hold() implements Step {}

        /** No voice can speak the sentence. */
        record Apologise() implements Step {}

        record Over() implements Step {}
    }

    private static final int TRIES = 2;

    private final int voices;
    private final Patience patience;
    private final IntPredicate mayAsk;
    private final long startMs;

    /** When the caller has heard all that was given before and since. */
    private long heardUntilMs;

    private final List<Attempt> pending = new ArrayList<>();
    private @Nullable Attempt speaker;
    private int attempts;
    private int nextVoice;
    private boolean held;
    private boolean over;

    /**
     * @param voices how many there are
     * @param coveredMs sound that the caller has still to hear from before
     * @param mayAsk whether a voice may be asked now; asked once each time it is about to be
     */
    VoiceRace(int voices, Patience patience, long coveredMs, IntPredicate mayAsk, long nowMs) {
        this.voices = voices;
        this.patience = patience;
        this.mayAsk = mayAsk;
        this.startMs = nowMs;
        this.heardUntilMs = nowMs + coveredMs;
    }

    List<Step> start(long nowMs) {
        var steps = new ArrayList<Step>();
        askNext(nowMs, steps);
        return steps;
    }

    List<Step> sound(int attempt, byte[] mulaw, long nowMs) {
        var steps = new ArrayList<Step>();
        Attempt of = find(attempt);
        if (of == null) {
            return steps;
        }
        boolean first = speaker == null;
        byte[] given = of.take.sound(mulaw);
        if (of.take.audible() && speaker != of) {
            speaker = of;
            for (Attempt other : List.copyOf(pending)) {
                if (other != of) {
                    drop(other, nowMs, steps);
                }
            }
        }
        if (given.length > 0) {
            heardUntilMs = Math.max(heardUntilMs, nowMs) + MuLaw.millis(given.length);
            steps.add(new Step.Give(of.voice, given, first));
        }
        return steps;
    }

    List<Step> finished(int attempt, long nowMs) {
        Attempt of = find(attempt);
        if (of == null) {
            return List.of();
        }
        if (!of.take.audible()) {
            return failed(attempt, new SynthesisFailed(FailureKind.EMPTY, of.take.fault()), nowMs);
        }
        over = true;
        pending.clear();
        return List.of(new Step.Spoken(of.voice, of.take.all()), new Step.Over());
    }

    List<Step> failed(int attempt, SynthesisFailed failure, long nowMs) {
        var steps = new ArrayList<Step>();
        Attempt of = find(attempt);
        if (of == null) {
            return steps;
        }
        pending.remove(of);
        steps.add(new Step.Failed(of.voice, failure.kind(), String.valueOf(failure.getMessage())));
        boolean quick = of == speaker || nowMs - of.startMs < patience.nextVoiceMs() / 2;
        if (failure.recoverable() && of.number == 1 && quick && pending.isEmpty() && mayAsk.test(of.voice)) {
            ask(of.voice, 2, Math.max(of.skip, of.take.bytes()), nowMs, steps);
        } else if (pending.isEmpty()) {
            askNext(nowMs, steps);
        }
        return steps;
    }

    /** Time passes; see {@link #deadlineMs}. */
    List<Step> tick(long nowMs) {
        var steps = new ArrayList<Step>();
        if (over) {
            return steps;
        }
        Attempt speaking = speaker;
        if (speaking != null && pending.contains(speaking)) {
            if (nowMs >= stallAtMs()) {
                pending.remove(speaking);
                steps.add(new Step.Drop(speaking.id));
                steps.add(new Step.Failed(speaking.voice, FailureKind.TIMEOUT, "silence within a sentence"));
                askNext(nowMs, steps);
            }
            return steps;
        }
        if (nowMs >= giveUpAtMs()) {
            for (Attempt late : List.copyOf(pending)) {
                drop(late, nowMs, steps);
            }
            apologise(steps);
            return steps;
        }
        if (!pending.isEmpty() && nowMs - pending.getLast().startMs >= patience.nextVoiceMs() && nextVoice < voices) {
            askNext(nowMs, steps);
        }
        if (!held && !over && nowMs >= heardUntilMs + patience.holdMs()) {
            held = true;
            steps.add(new Step.Hold());
        }
        return steps;
    }

    /** When {@link #tick} has something to do. */
    long deadlineMs() {
        Attempt speaking = speaker;
        if (speaking != null && pending.contains(speaking)) {
            return stallAtMs();
        }
        long next = giveUpAtMs();
        if (!held) {
            next = Math.min(next, heardUntilMs + patience.holdMs());
        }
        if (!pending.isEmpty() && nextVoice < voices) {
            next = Math.min(next, pending.getLast().startMs + patience.nextVoiceMs());
        }
        return next;
    }

    private long stallAtMs() {
        return heardUntilMs + (nextVoice < voices ? patience.stallMs() : patience.lastStallMs());
    }

    /** Who was asked to hold and has heard nothing since is not asked again. */
    private long giveUpAtMs() {
        long atLatest = startMs + patience.giveUpMs();
        return held ? Math.min(atLatest, heardUntilMs + patience.holdMs()) : atLatest;
    }

    /** Something that is no voice's was given to the caller. */
    void covered(long soundMs, long nowMs) {
        heardUntilMs = Math.max(heardUntilMs, nowMs) + soundMs;
    }

    boolean over() {
        return over;
    }

    private void askNext(long nowMs, List<Step> steps) {
        while (nextVoice < voices) {
            int voice = nextVoice++;
            if (mayAsk.test(voice)) {
                ask(voice, 1, 0, nowMs, steps);
                return;
            }
        }
        if (pending.isEmpty()) {
            apologise(steps);
        }
    }

    private void ask(int voice, int number, int skip, long nowMs, List<Step> steps) {
        var attempt = new Attempt(++attempts, voice, Math.min(number, TRIES), skip, nowMs);
        pending.add(attempt);
        steps.add(new Step.Ask(attempt.id, voice));
    }

    private void drop(Attempt attempt, long nowMs, List<Step> steps) {
        pending.remove(attempt);
        steps.add(new Step.Drop(attempt.id));
        if (nowMs - attempt.startMs >= patience.nextVoiceMs()) {
            steps.add(new Step.Failed(
                    attempt.voice, FailureKind.TIMEOUT, "no sound within " + (nowMs - attempt.startMs) + " ms"));
        }
    }

    private void apologise(List<Step> steps) {
        over = true;
        steps.add(new Step.Apologise());
        steps.add(new Step.Over());
    }

    private @Nullable Attempt find(int id) {
        if (over) {
            return null;
        }
        return pending.stream().filter(attempt -> attempt.id == id).findFirst().orElse(null);
    }

    private static final class Attempt {

        final int id;
        final int voice;
        final int number;
        final int skip;
        final long startMs;
        final Take take;

        Attempt(int id, int voice, int number, int skip, long startMs) {
            this.id = id;
            this.voice = voice;
            this.number = number;
            this.skip = skip;
            this.startMs = startMs;
            this.take = new Take(skip);
        }
    }
}
