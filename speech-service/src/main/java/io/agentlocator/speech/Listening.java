package io.agentlocator.speech;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MuLaw;
import io.agentlocator.events.Transcript;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hears one stream of one call: utterances are opened and closed by {@link Endpointing}, their words come later and from
 * elsewhere, and are told in the order of the utterances. Does nothing itself: each method returns what is to be done.
 *
 * <p>Not for several threads at once. {@code nowMs} is a monotonic clock's.
 */
public final class Listening {

    /**
     * @param preRollMs sound before the onset that belongs to the utterance: voice is noticed late
     * @param liveEngine the streaming engine's name; null when there is none
     * @param wholeEngine the whole-utterance engine's name; null when there is none
     * @param stableMs words of a streaming engine that have not changed for so long are good enough when the caller is silent
     * @param graceMs how long after its end an utterance waits for a streaming engine that lags
     * @param answerWithinMs how long after its end an utterance waits for a whole-utterance engine
     */
    public record Settings(
            Endpointing.Rule rule,
            long preRollMs,
            @Nullable String liveEngine,
            @Nullable String wholeEngine,
            long stableMs,
            long graceMs,
            long answerWithinMs) {

        public Settings {
            if (liveEngine == null && wholeEngine == null) {
                throw new IllegalArgumentException("somebody must recognise");
            }
        }
    }

    /** Silence left behind the voice: engines cut last sounds short without it. */
    private static final long TAIL_MS = 200;

    /** Words of a streaming engine so long after the last utterance are of one that voice activity has missed. */
    private static final long MISSED_VOICE_MS = 3000;

    /** A streaming engine that has said nothing at all for so long after an utterance has probably not heard it. */
    private static final long NO_WORDS_MS = 400;

    /** An engine's idea of where words end is a little off. */
    private static final long SLACK_MS = 300;

    private final String callSid;
    private final Settings settings;
    private final CallerSound sound = new CallerSound();
    private final Deque<Utterance> closed = new ArrayDeque<>();
    private Endpointing.State state = Endpointing.QUIET;
    private @Nullable Utterance open;
    private int utterances;
    private long lastEndMs;
    private long soundEndMs;
    private boolean liveInTrouble;
    private final CarriedWords carried = new CarriedWords();

    /** The engine that hears the call at present. */
    private String hearing;

    /** @param utterances how many utterances of the call have been told already */
    public Listening(String callSid, Settings settings, int utterances) {
        this.callSid = callSid;
        this.settings = settings;
        this.utterances = utterances;
        this.hearing = settings.liveEngine() != null ? settings.liveEngine() : String.valueOf(settings.wholeEngine());
    }

    /** The caller's next sound. */
    public List<ListeningStep> chunk(CallerAudio.Chunk chunk, long nowMs) {
        long fromMs = chunk.offsetMs();
        long toMs = fromMs + MuLaw.millis(chunk.mulaw().length);
        if (toMs <= soundEndMs) {
            // Redelivered.
            return tick(nowMs);
        }
        soundEndMs = toMs;
        sound.add(fromMs, chunk.mulaw());
        var steps = new ArrayList<ListeningStep>();
        apply(Endpointing.next(settings.rule(), state, fromMs, toMs, chunk.speaking()), nowMs, steps);
        long keepFrom = open == null ? toMs - settings.preRollMs() - TAIL_MS : open.startMs - settings.preRollMs();
        sound.forgetBefore(keepFrom);
        tell(nowMs, steps);
        return steps;
    }

    /** No more sound will come. */
    public List<ListeningStep> ended(long nowMs) {
        var steps = new ArrayList<ListeningStep>();
        apply(Endpointing.end(state), nowMs, steps);
        tell(nowMs, steps);
        return steps;
    }

    /** Time passes. */
    public List<ListeningStep> tick(long nowMs) {
        var steps = new ArrayList<ListeningStep>();
        tell(nowMs, steps);
        return steps;
    }

    /** A whole-utterance engine's answer, with the name of the one that gave it. */
    public List<ListeningStep> heard(int utterance, int attempt, RecognizerLadder.Answer answer, long nowMs) {
        var steps = new ArrayList<ListeningStep>();
        find(utterance, attempt).ifPresent(asked -> {
            asked.decoding = false;
            asked.heard = answer;
            if (byWhole()) {
                changeTo(answer.engine(), answer.passedOver(), steps);
            }
            tell(nowMs, steps);
        });
        return steps;
    }

    /** A whole-utterance engine's failure. */
    public List<ListeningStep> failed(int utterance, int attempt, RecognitionTrouble trouble, long nowMs) {
        var steps = new ArrayList<ListeningStep>();
        find(utterance, attempt).ifPresent(asked -> {
            asked.decoding = false;
            asked.trouble = trouble;
            tell(nowMs, steps);
        });
        return steps;
    }

    /** A streaming engine's words; see {@link StreamingRecognizer.Hearing#words}. */
    public List<ListeningStep> words(String text, boolean settled, double confidence, long endMs, long nowMs) {
        var steps = new ArrayList<ListeningStep>();
        liveInTrouble = false;
        changeTo(String.valueOf(settings.liveEngine()), "it hears again", steps);
        String fresh = carried.takenOff(text);
        if (settled) {
            carried.clear();
        }
        if (fresh.isBlank()) {
            return steps;
        }
        Utterance of = ownerOf(endMs);
        if (of != null) {
            String before = of.live.text();
            of.broken = false;
            of.live.take(fresh, settled, confidence, nowMs);
            if (of == open && !of.live.text().equals(before)) {
                steps.add(new ListeningStep.Tell(new Transcript.Interim(callSid, of.number, of.live.text())));
            }
            tell(nowMs, steps);
        } else if (settled && endMs > lastEndMs + MISSED_VOICE_MS) {
            var missed = new Utterance(++utterances, Math.max(lastEndMs, endMs - MISSED_VOICE_MS));
            missed.live.take(fresh, true, confidence, nowMs);
            close(missed, endMs, nowMs);
            tell(nowMs, steps);
        }
        return steps;
    }

    /** A streaming engine does not hear. Utterances that end meanwhile get a second chance with a whole-utterance engine. */
    public List<ListeningStep> trouble(RecognitionTrouble trouble, long nowMs) {
        var steps = new ArrayList<ListeningStep>();
        boolean news = !liveInTrouble;
        liveInTrouble = true;
        if (open != null) {
            open.broken = true;
        }
        closed.forEach(utterance -> utterance.broken = true);
        if (settings.wholeEngine() != null) {
            changeTo(settings.wholeEngine(), String.valueOf(trouble.getMessage()), steps);
        }
        if (settings.wholeEngine() == null && (news || !trouble.recoverable())) {
            steps.add(new ListeningStep.Tell(new Transcript.RecognitionFailed(
                    callSid, String.valueOf(trouble.getMessage()), trouble.recoverable())));
        }
        tell(nowMs, steps);
        return steps;
    }

    /**
     * Takes over a call in its middle, after the latest sound has been given to {@link #chunk} and the steps thrown away.
     *
     * @param told the number of the last utterance whose words were told; 0 when there was none
     * @param toldUntilMs where that utterance ended on this stream's clock; negative when it was of another stream
     * @return what is still to be done
     */
    public List<ListeningStep> takeOver(int told, long toldUntilMs, long nowMs) {
        closed.removeIf(utterance -> utterance.endMs <= toldUntilMs + SLACK_MS);
        utterances = told;
        var steps = new ArrayList<ListeningStep>();
        for (Utterance utterance : closed) {
            utterance.number = ++utterances;
            utterance.closedAtMs = nowMs;
            if (settings.wholeEngine() != null) {
                decode(utterance, steps);
            }
        }
        if (open != null) {
            open.number = ++utterances;
            if (open.decoding) {
                decode(open, steps);
            }
        }
        return steps;
    }

    /** The sound that a streaming engine needs to hear what is being said now, with the place where it begins. */
    public CallerAudio.Chunk recentSound(String streamSid) {
        long fromMs = open == null ? soundEndMs - settings.preRollMs() : open.startMs - settings.preRollMs();
        byte[] recent = sound.between(Math.max(0, fromMs), soundEndMs);
        return new CallerAudio.Chunk(
                callSid, streamSid, 0, soundEndMs - MuLaw.millis(recent.length), open != null, recent);
    }

    /** The highest number that an utterance has been given. */
    public int utterances() {
        return utterances;
    }

    /** Whether all that was heard has been told. */
    public boolean idle() {
        return open == null && closed.isEmpty();
    }

    private void apply(Endpointing.Judged judged, long nowMs, List<ListeningStep> steps) {
        state = judged.state();
        for (Endpointing.Mark mark : judged.marks()) {
            switch (mark) {
                case Endpointing.Mark.Began began -> open = new Utterance(++utterances, began.startMs());
                case Endpointing.Mark.Paused paused -> {
                    if (open != null && byWhole()) {
                        open.endMs = paused.voiceEndMs();
                        decode(open, steps);
                    }
                }
                case Endpointing.Mark.WentOn wentOn -> {
                    if (open != null) {
                        forget(open, steps);
                        open.outdate();
                    }
                }
                case Endpointing.Mark.Ended ended -> {
                    if (open != null) {
                        Utterance over = open;
                        open = null;
                        close(over, ended.voiceEndMs(), nowMs);
                        boolean guessed = over.decoding || over.heard != null || over.trouble != null;
                        if (byWhole() && !guessed) {
                            decode(over, steps);
                        }
                    }
                }
            }
        }
    }

    /** Whether utterances go to a whole-utterance engine at once: there is no other, or it does not hear. */
    private boolean byWhole() {
        return settings.wholeEngine() != null && (settings.liveEngine() == null || liveInTrouble);
    }

    private void changeTo(String engine, String cause, List<ListeningStep> steps) {
        if (!engine.equals(hearing)) {
            steps.add(new ListeningStep.Switch(hearing, engine, cause));
            hearing = engine;
        }
    }

    private void close(Utterance utterance, long endMs, long nowMs) {
        utterance.endMs = endMs;
        utterance.closedAtMs = nowMs;
        lastEndMs = Math.max(lastEndMs, endMs);
        if (settings.wholeEngine() != null) {
            utterance.mulaw = soundOf(utterance);
        }
        closed.addLast(utterance);
    }

    private byte[] soundOf(Utterance utterance) {
        return sound.between(utterance.startMs - settings.preRollMs(), Math.min(soundEndMs, utterance.endMs + TAIL_MS));
    }

    private void decode(Utterance utterance, List<ListeningStep> steps) {
        utterance.outdate();
        utterance.attempt++;
        utterance.decoding = true;
        byte[] mulaw = utterance.mulaw == null ? soundOf(utterance) : utterance.mulaw;
        steps.add(new ListeningStep.Decode(utterance.number, utterance.attempt, mulaw));
    }

    private static void forget(Utterance utterance, List<ListeningStep> steps) {
        if (utterance.decoding) {
            steps.add(new ListeningStep.Forget(utterance.number, utterance.attempt));
        }
    }

    /** Tells what is known, oldest utterance first; one that still waits holds back those behind it. */
    private void tell(long nowMs, List<ListeningStep> steps) {
        while (!closed.isEmpty()) {
            Utterance first = closed.getFirst();
            Optional<Transcript> words = words(first, nowMs, steps);
            if (words.isEmpty()) {
                return;
            }
            closed.removeFirst();
            steps.add(new ListeningStep.Tell(words.get()));
        }
    }

    private Optional<Transcript> words(Utterance of, long nowMs, List<ListeningStep> steps) {
        long waited = nowMs - of.closedAtMs;
        if (of.heard != null) {
            carryOver(of);
            Heard heard = of.heard.heard();
            return Optional.of(
                    heard.understood()
                            ? said(of, heard.text(), heard.confidence(), of.heard.engine(), waited)
                            : new Transcript.Unclear(callSid, of.number, of.startMs, of.endMs));
        }
        if (goodEnough(of, nowMs)) {
            forget(of, steps);
            carryOver(of);
            return Optional.of(
                    said(of, of.live.text(), of.live.confidence(), String.valueOf(settings.liveEngine()), waited));
        }
        if (of.trouble != null) {
            return Optional.of(unheard(of, String.valueOf(of.trouble.getMessage()), of.trouble.recoverable(), steps));
        }
        if (of.decoding) {
            if (waited < settings.answerWithinMs()) {
                return Optional.empty();
            }
            forget(of, steps);
            return Optional.of(unheard(
                    of, settings.wholeEngine() + ": no answer in " + settings.answerWithinMs() + " ms", true, steps));
        }
        return liveWords(of, waited, steps);
    }

    /** Somebody spoke and nobody could hear it: where the next try may succeed the caller is to be asked again at once. */
    private Transcript unheard(Utterance of, String cause, boolean recoverable, List<ListeningStep> steps) {
        var failed = new Transcript.RecognitionFailed(callSid, cause, recoverable);
        if (!recoverable) {
            return failed;
        }
        steps.add(new ListeningStep.Tell(failed));
        return new Transcript.Unclear(callSid, of.number, of.startMs, of.endMs);
    }

    /** Never waits for a settled result alone: some come only when the caller speaks again. */
    private Optional<Transcript> liveWords(Utterance of, long waited, List<ListeningStep> steps) {
        boolean overtaken = open != null;
        boolean late = overtaken || waited >= settings.graceMs() || liveInTrouble;
        boolean words = !of.live.text().isBlank();
        boolean secondChance = settings.wholeEngine() != null;
        if (secondChance && (of.broken || !words && (late || waited >= NO_WORDS_MS))) {
            decode(of, steps);
            return Optional.empty();
        }
        if (!late) {
            return Optional.empty();
        }
        if (!words) {
            return Optional.of(new Transcript.Unclear(callSid, of.number, of.startMs, of.endMs));
        }
        carryOver(of);
        return Optional.of(
                said(of, of.live.text(), of.live.confidence(), String.valueOf(settings.liveEngine()), waited));
    }

    /** Words of a streaming engine that has not failed since, and that have settled or do not change any more. */
    private boolean goodEnough(Utterance of, long nowMs) {
        return !of.broken
                && !of.live.text().isBlank()
                && (of.live.allSettled() || of.live.unchangedFor(settings.stableMs(), nowMs));
    }

    private void carryOver(Utterance of) {
        if (!of.live.unsettled().isBlank()) {
            carried.remember(of.live.unsettled());
        }
    }

    private Transcript said(Utterance of, String text, double confidence, String engine, long tookMs) {
        return new Transcript.Final(callSid, of.number, text, confidence, of.startMs, of.endMs, tookMs, engine);
    }

    private Optional<Utterance> find(int number, int attempt) {
        if (open != null && open.number == number && open.attempt == attempt && open.decoding) {
            return Optional.of(open);
        }
        return closed.stream()
                .filter(utterance -> utterance.number == number && utterance.attempt == attempt && utterance.decoding)
                .findFirst();
    }

    private @Nullable Utterance ownerOf(long endMs) {
        if (open != null && endMs >= open.startMs) {
            return open;
        }
        for (Utterance waiting : closed) {
            if (waiting.heard == null && endMs >= waiting.startMs) {
                return waiting;
            }
        }
        return null;
    }
}
