package io.agentlocator.speech.recognition;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MuLaw;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.StreamingRecognizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of recognition for one stream of one call. {@link Endpointing} opens and closes utterances; their words come
 * later from engines, and transcripts are published in the order of the utterances. Each method returns the effects; none
 * performs them.
 *
 * <p>Not thread-safe. {@code nowMs} is monotonic; other times are on the clock of the caller's stream.
 */
public final class Listening {

    /** Silence kept behind the voice: without it engines cut off the last sounds. */
    private static final long TAIL_MS = 200;

    /** Words of a streaming engine this long after the last utterance belong to one that voice activity has missed. */
    private static final long MISSED_VOICE_MS = 3000;

    /** Tolerance for an engine's time at which words end. */
    private static final long SLACK_MS = 300;

    private final String callSid;
    private final ListeningSettings settings;
    private final RecentCallerAudio sound = new RecentCallerAudio();
    private final RepeatedWords repeated = new RepeatedWords();
    private final ClosedUtterances closed;
    private Endpointing.State state = Endpointing.QUIET;
    private @Nullable PendingUtterance open;
    private int utterances;
    private long lastEndMs;
    private long soundEndMs;
    private boolean streamFailed;

    /** The engine that recognises the call at present. */
    private String engine;

    /** @param utterances how many utterances of the call have been published already */
    public Listening(String callSid, ListeningSettings settings, int utterances) {
        this.callSid = callSid;
        this.settings = settings;
        this.closed = new ClosedUtterances(callSid, settings, repeated);
        this.utterances = utterances;
        this.engine = settings.streamingEngine() != null
                ? settings.streamingEngine()
                : String.valueOf(settings.wholeEngine());
    }

    /** The caller's next sound. */
    public List<ListeningStep> chunk(CallerAudio.Chunk chunk, long nowMs) {
        long fromMs = chunk.offsetMs();
        long toMs = fromMs + MuLaw.millis(chunk.mulaw().length);
        if (toMs <= soundEndMs) {
            // Kafka delivered it a second time.
            return tick(nowMs);
        }
        soundEndMs = toMs;
        sound.add(fromMs, chunk.mulaw());
        var steps = new ArrayList<ListeningStep>();
        apply(Endpointing.next(settings.rule(), state, fromMs, toMs, chunk.speaking()), nowMs, steps);
        long keepFrom = open == null ? toMs - settings.preRollMs() - TAIL_MS : open.startMs - settings.preRollMs();
        sound.dropBefore(keepFrom);
        publish(nowMs, steps);
        return steps;
    }

    /** No more sound will come. */
    public List<ListeningStep> ended(long nowMs) {
        var steps = new ArrayList<ListeningStep>();
        apply(Endpointing.end(state), nowMs, steps);
        publish(nowMs, steps);
        return steps;
    }

    /** Time has passed. */
    public List<ListeningStep> tick(long nowMs) {
        var steps = new ArrayList<ListeningStep>();
        publish(nowMs, steps);
        return steps;
    }

    /** A whole-utterance engine has answered. */
    public List<ListeningStep> recognized(int utterance, int attempt, RecognizerChain.Answer answer, long nowMs) {
        var steps = new ArrayList<ListeningStep>();
        find(utterance, attempt).ifPresent(asked -> {
            asked.answered(answer);
            if (wholeEngineFirst()) {
                changeTo(answer.engine(), answer.passedOver(), steps);
            }
            publish(nowMs, steps);
        });
        return steps;
    }

    /** The whole-utterance engines have failed. */
    public List<ListeningStep> failed(int utterance, int attempt, EngineFailure failure, long nowMs) {
        var steps = new ArrayList<ListeningStep>();
        find(utterance, attempt).ifPresent(asked -> {
            asked.failed(failure);
            publish(nowMs, steps);
        });
        return steps;
    }

    /** A streaming engine has sent words; see {@link StreamingRecognizer.Listener#words}. */
    public List<ListeningStep> words(String text, boolean settled, double confidence, long endMs, long nowMs) {
        var steps = new ArrayList<ListeningStep>();
        streamFailed = false;
        changeTo(String.valueOf(settings.streamingEngine()), "it hears again", steps);
        String fresh = repeated.removedFrom(text);
        if (settled) {
            repeated.clear();
        }
        if (fresh.isBlank()) {
            return steps;
        }
        PendingUtterance of = ownerOf(endMs);
        if (of != null) {
            String before = of.streamed.text();
            of.streamBroken = false;
            of.streamed.add(fresh, settled, confidence, nowMs);
            if (of == open && !of.streamed.text().equals(before)) {
                steps.add(new ListeningStep.Publish(new Transcript.Interim(callSid, of.number, of.streamed.text())));
            }
            publish(nowMs, steps);
        } else if (settled && endMs > lastEndMs + MISSED_VOICE_MS) {
            var missed = new PendingUtterance(++utterances, Math.max(lastEndMs, endMs - MISSED_VOICE_MS));
            missed.streamed.add(fresh, true, confidence, nowMs);
            close(missed, endMs, nowMs);
            publish(nowMs, steps);
        }
        return steps;
    }

    /** The streaming engine does not recognise. Utterances that end meanwhile go to a whole-utterance engine. */
    public List<ListeningStep> streamFailed(EngineFailure failure, long nowMs) {
        var steps = new ArrayList<ListeningStep>();
        boolean first = !streamFailed;
        streamFailed = true;
        if (open != null) {
            open.streamBroken = true;
        }
        closed.forEach(utterance -> utterance.streamBroken = true);
        if (settings.wholeEngine() != null) {
            changeTo(settings.wholeEngine(), failure.reason(), steps);
        } else if (first || !failure.recoverable()) {
            steps.add(new ListeningStep.Publish(
                    new Transcript.RecognitionFailed(callSid, failure.reason(), failure.recoverable())));
        }
        publish(nowMs, steps);
        return steps;
    }

    /**
     * Takes over a call in its middle, after {@link #chunk} was called with the latest sound and its steps were discarded.
     *
     * @param published the number of the last utterance whose transcript was published; 0 if there was none
     * @param publishedUntilMs where that utterance ended on this stream's clock; negative if it was of another stream
     * @return what is still to be done
     */
    public List<ListeningStep> takeOver(int published, long publishedUntilMs, long nowMs) {
        closed.removeEndedUntil(publishedUntilMs + SLACK_MS);
        utterances = published;
        var steps = new ArrayList<ListeningStep>();
        for (PendingUtterance utterance : closed) {
            utterance.number = ++utterances;
            utterance.closedAtMs = nowMs;
            if (settings.wholeEngine() != null) {
                recognize(utterance, steps);
            }
        }
        if (open != null) {
            open.number = ++utterances;
            if (open.recognizing()) {
                recognize(open, steps);
            }
        }
        return steps;
    }

    /** The sound with which a streaming engine that is opened now can recognise the utterance that is being spoken. */
    public CallerAudio.Chunk recentSound(String streamSid) {
        long fromMs = open == null ? soundEndMs - settings.preRollMs() : open.startMs - settings.preRollMs();
        byte[] recent = sound.between(Math.max(0, fromMs), soundEndMs);
        return new CallerAudio.Chunk(
                callSid, streamSid, 0, soundEndMs - MuLaw.millis(recent.length), open != null, recent);
    }

    /** The highest utterance number given so far. */
    public int utterances() {
        return utterances;
    }

    /** Whether the caller is silent and every transcript is published. */
    public boolean idle() {
        return open == null && closed.isEmpty();
    }

    private void apply(Endpointing.Judged judged, long nowMs, List<ListeningStep> steps) {
        state = judged.state();
        for (Endpointing.Mark mark : judged.marks()) {
            switch (mark) {
                case Endpointing.Mark.Began began -> open = new PendingUtterance(++utterances, began.startMs());
                case Endpointing.Mark.Paused paused -> {
                    if (open != null && wholeEngineFirst()) {
                        open.endMs = paused.voiceEndMs();
                        recognize(open, steps);
                    }
                }
                case Endpointing.Mark.WentOn wentOn -> {
                    if (open != null) {
                        open.abandon(steps);
                        open.invalidate();
                    }
                }
                case Endpointing.Mark.Ended ended -> {
                    if (open != null) {
                        PendingUtterance over = open;
                        open = null;
                        close(over, ended.voiceEndMs(), nowMs);
                        if (wholeEngineFirst() && !over.attempted()) {
                            recognize(over, steps);
                        }
                    }
                }
            }
        }
    }

    /** Whether utterances go to a whole-utterance engine at once: there is no streaming engine, or it has failed. */
    private boolean wholeEngineFirst() {
        return settings.wholeEngine() != null && (settings.streamingEngine() == null || streamFailed);
    }

    private void changeTo(String other, String cause, List<ListeningStep> steps) {
        if (!other.equals(engine)) {
            steps.add(new ListeningStep.Switch(engine, other, cause));
            engine = other;
        }
    }

    private void close(PendingUtterance utterance, long endMs, long nowMs) {
        utterance.endMs = endMs;
        utterance.closedAtMs = nowMs;
        lastEndMs = Math.max(lastEndMs, endMs);
        if (settings.wholeEngine() != null) {
            utterance.mulaw = soundOf(utterance);
        }
        closed.add(utterance);
    }

    private byte[] soundOf(PendingUtterance utterance) {
        return sound.between(utterance.startMs - settings.preRollMs(), Math.min(soundEndMs, utterance.endMs + TAIL_MS));
    }

    private void recognize(PendingUtterance utterance, List<ListeningStep> steps) {
        utterance.recognize(utterance.mulaw == null ? soundOf(utterance) : utterance.mulaw, steps);
    }

    private void publish(long nowMs, List<ListeningStep> steps) {
        closed.publish(open != null, streamFailed, nowMs, steps);
    }

    private Optional<PendingUtterance> find(int number, int attempt) {
        if (open != null && open.awaits(number, attempt)) {
            return Optional.of(open);
        }
        for (PendingUtterance waiting : closed) {
            if (waiting.awaits(number, attempt)) {
                return Optional.of(waiting);
            }
        }
        return Optional.empty();
    }

    private @Nullable PendingUtterance ownerOf(long endMs) {
        if (open != null && endMs >= open.startMs) {
            return open;
        }
        for (PendingUtterance waiting : closed) {
            if (waiting.answer == null && endMs >= waiting.startMs) {
                return waiting;
            }
        }
        return null;
    }
}
