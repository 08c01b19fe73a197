package io.agentlocator.speech.recognition;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MuLaw;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.EngineObserver;
import io.agentlocator.speech.roles.StreamingRecognizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Recognition for one stream of one call: passes sound and engines' answers to {@link Listening} and performs its steps. Sound
 * comes on one thread, words from any.
 */
final class CallRecognition implements StreamingRecognizer.Listener {

    /** What all calls share. @param publish receives transcripts, on any thread */
    record Shared(
            ListeningSettings settings,
            @Nullable StreamingRecognizer streaming,
            RecognizerChain chain,
            Consumer<Transcript> publish,
            EngineObserver observer,
            LongSupplier nowMs) {}

    final String callSid;
    final String streamSid;
    long lastSoundMs;
    long endedMs;

    private final Shared shared;
    private final Listening listening;
    private final Map<Integer, Attempt> attempts = new HashMap<>();

    /** Milliseconds of sound given to whole-utterance engines, by engine. */
    private final Map<String, Long> recognizedMs = new TreeMap<>();

    private StreamingRecognizer.@Nullable Stream stream;
    private boolean closed;

    /** @param utterances how many utterances of the call have been published already */
    CallRecognition(Shared shared, String callSid, String streamSid, int utterances) {
        this.shared = shared;
        this.callSid = callSid;
        this.streamSid = streamSid;
        this.listening = new Listening(callSid, shared.settings(), utterances);
        this.lastSoundMs = now();
    }

    void openStream() {
        if (shared.streaming() != null) {
            stream = shared.streaming().open(callSid, this);
        }
    }

    void chunk(CallerAudio.Chunk chunk) {
        lastSoundMs = now();
        if (stream != null) {
            stream.audio(chunk.mulaw(), chunk.offsetMs(), chunk.speaking());
        }
        synchronized (this) {
            run(listening.chunk(chunk, lastSoundMs));
        }
    }

    /** See {@link Listening#takeOver}. @param goesOn whether more sound will come */
    void takeOver(List<CallerAudio.Chunk> past, int published, long publishedUntilMs, boolean goesOn) {
        long now = now();
        CallerAudio.Chunk recent;
        synchronized (this) {
            past.forEach(chunk -> listening.chunk(chunk, now));
            recent = listening.recentSound(streamSid);
            run(listening.takeOver(published, publishedUntilMs, now));
        }
        if (goesOn) {
            openStream();
        }
        if (stream != null) {
            stream.audio(recent.mulaw(), recent.offsetMs(), recent.speaking());
        }
    }

    void end() {
        endedMs = now();
        synchronized (this) {
            run(listening.ended(endedMs));
        }
    }

    synchronized void tick() {
        if (!listening.idle()) {
            run(listening.tick(now()));
        }
    }

    synchronized int utterances() {
        return listening.utterances();
    }

    synchronized boolean idle() {
        return listening.idle();
    }

    /** Closes the vendor's stream and publishes how much sound each engine was given. */
    void close() {
        StreamingRecognizer.Stream open;
        Map<String, Long> usedMs;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            open = stream;
            stream = null;
            attempts.values().forEach(Attempt::cancel);
            attempts.clear();
            usedMs = new TreeMap<>(recognizedMs);
        }
        if (open != null && shared.streaming() != null) {
            String engine = shared.streaming().engine();
            long ms = open.sentMs();
            open.close();
            usedMs.merge(engine, ms, Long::sum);
            shared.observer().used(engine, "seconds", ms / 1000.0);
        }
        usedMs.forEach((engine, ms) -> {
            if (ms > 0) {
                shared.publish().accept(new Transcript.Listened(callSid, engine, ms));
            }
        });
    }

    @Override
    public synchronized void words(String text, boolean settled, double confidence, long endMs) {
        run(listening.words(text, settled, confidence, endMs, now()));
    }

    @Override
    public synchronized void failed(EngineFailure failure) {
        run(listening.streamFailed(failure, now()));
    }

    private void run(List<ListeningStep> steps) {
        if (closed) {
            return;
        }
        for (ListeningStep step : steps) {
            switch (step) {
                case ListeningStep.Publish publish -> shared.publish().accept(publish.transcript());
                case ListeningStep.Recognize recognize -> recognize(recognize);
                case ListeningStep.Abandon abandon -> {
                    Attempt abandoned = attempts.remove(abandon.utterance());
                    if (abandoned != null) {
                        abandoned.cancel();
                    }
                }
                case ListeningStep.Switch other ->
                    shared.observer().switched("recognizer", other.from(), other.to(), other.cause(), callSid);
            }
        }
    }

    private void recognize(ListeningStep.Recognize asked) {
        int utterance = asked.utterance();
        int attempt = asked.attempt();
        Future<?> future = shared.chain()
                .submit(
                        PcmAudio.ofMuLaw(asked.mulaw()),
                        answer -> finished(asked, () -> answered(asked, answer)),
                        failure -> finished(asked, () -> listening.failed(utterance, attempt, failure, now())));
        attempts.put(utterance, new Attempt(attempt, future));
    }

    private List<ListeningStep> answered(ListeningStep.Recognize asked, RecognizerChain.Answer answer) {
        recognizedMs.merge(answer.engine(), MuLaw.millis(asked.mulaw().length), Long::sum);
        return listening.recognized(asked.utterance(), asked.attempt(), answer, now());
    }

    private synchronized void finished(ListeningStep.Recognize asked, Supplier<List<ListeningStep>> result) {
        if (closed) {
            return;
        }
        attempts.computeIfPresent(
                asked.utterance(), (utterance, latest) -> latest.number() == asked.attempt() ? null : latest);
        run(result.get());
    }

    private long now() {
        return shared.nowMs().getAsLong();
    }

    private record Attempt(int number, Future<?> future) {
        void cancel() {
            future.cancel(true);
        }
    }
}
