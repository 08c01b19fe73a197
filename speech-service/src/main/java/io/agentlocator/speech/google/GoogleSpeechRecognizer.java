package io.agentlocator.speech.google;

import io.agentlocator.shell.breaker.Breaker;
import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.google.SpeechApi.Verdict;
import io.agentlocator.speech.google.SpeechApi.Words;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.EngineObserver;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.RecognitionResult;
import io.agentlocator.speech.roles.StreamingRecognizer;
import io.agentlocator.speech.roles.UtteranceRecognizer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Google Cloud Speech-to-Text, which accepts μ-law as it is. One instance serves all calls; close it when the service stops.
 * The vendor's limits: streams of five minutes, messages of 15 KB, and a stream ends after some seconds without sound.
 */
public final class GoogleSpeechRecognizer implements StreamingRecognizer, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(GoogleSpeechRecognizer.class);
    private static final long TICK_MS = 100;

    /** Nine failures in a row, over all calls, stop all calls from opening streams for a while. */
    private static final Breaker.Settings BREAKER =
            new Breaker.Settings(9, Duration.ofSeconds(1), Duration.ofSeconds(30), 0.3);

    private final GoogleSettings settings;
    private final EngineObserver observer;
    private final GoogleModels models;
    private final Breaker breaker;
    private final Set<EndlessStream> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("google-speech-timer").daemon().factory());

    public GoogleSpeechRecognizer(GoogleSettings settings) {
        this(settings, EngineObserver.NONE);
    }

    /** @throws IllegalStateException if credentials are missing or cannot be read */
    public GoogleSpeechRecognizer(GoogleSettings settings, EngineObserver observer) {
        this.settings = settings;
        this.observer = observer;
        this.breaker = new Breaker(BREAKER, System::nanoTime);
        try {
            this.models = new GoogleModels(
                    settings.chain(),
                    model -> switch (model.api()) {
                        case V1 -> new SpeechApiV1(settings, model);
                        case V2 -> new SpeechApiV2(settings, model);
                    },
                    timer);
        } catch (IOException | RuntimeException e) {
            timer.shutdownNow();
            throw new IllegalStateException(String.valueOf(e.getMessage()), e);
        }
        timer.scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public String engine() {
        return "google/" + models.current().model();
    }

    @Override
    public boolean available() {
        return breaker.closed();
    }

    @Override
    public Stream open(String callSid, Listener listener) {
        var self = new EndlessStream[1];
        var stream = new EndlessStream(
                callSid,
                listener,
                models,
                breaker,
                observer,
                settings.streams(),
                () -> System.nanoTime() / 1_000_000,
                RandomGenerator.getDefault(),
                () -> open.remove(self[0]));
        self[0] = stream;
        open.add(stream);
        stream.start();
        return stream;
    }

    /** Unary recognition with the same models and connections; closed together with this recogniser. */
    public UtteranceRecognizer utterances() {
        return new UtteranceRecognizer() {
            @Override
            public String engine() {
                return GoogleSpeechRecognizer.this.engine();
            }

            @Override
            public RecognitionResult recognize(PcmAudio audio) throws EngineFailure, InterruptedException {
                return recognizeWhole(audio);
            }
        };
    }

    private RecognitionResult recognizeWhole(PcmAudio audio) throws EngineFailure, InterruptedException {
        // Each model may refuse twice: with the optional features and without.
        for (int left = 2 * settings.chain().size(); ; left--) {
            var choice = models.current();
            try {
                return choice.api().recognize(audio, choice.minimal());
            } catch (EngineFailure failure) {
                var cause = failure.getCause();
                boolean other = cause != null
                        && Verdict.of(cause) == Verdict.REFUSED
                        && left > 1
                        && models.refused(choice, failure.reason());
                if (!other) {
                    throw failure;
                }
            }
        }
    }

    /**
     * Finds the first model of the chain that answers, and uses it from now on. Sends 200 ms of silence.
     *
     * @throws EngineFailure if no model answers; the message names the cause for each
     */
    public void probe() throws EngineFailure, InterruptedException {
        var causes = new ArrayList<String>();
        boolean recoverable = false;
        for (var choice : models.all()) {
            var cause = probe(choice, choice.minimal());
            if (cause != null && Verdict.of(cause) == Verdict.REFUSED && !choice.minimal()) {
                models.refused(choice, SpeechApi.reason(cause));
                cause = probe(choice, true);
            }
            if (cause == null) {
                models.use(choice);
                LOG.infof("recognition ready model=%s language=%s", choice.model(), settings.language());
                return;
            }
            recoverable |= Verdict.of(cause) == Verdict.RETRY;
            causes.add(choice.model() + " " + SpeechApi.reason(cause));
        }
        throw new EngineFailure(
                recoverable ? FailureKind.UNAVAILABLE : FailureKind.NO_ENGINE, String.join("; ", causes));
    }

    private @Nullable Throwable probe(GoogleModels.Choice choice, boolean minimal) throws InterruptedException {
        var answer = new CompletableFuture<Boolean>();
        var stream = choice.api().open(minimal, new SpeechApi.Answers() {
            @Override
            public void words(List<Words> words) {}

            @Override
            public void failed(Throwable cause) {
                answer.completeExceptionally(cause);
            }

            @Override
            public void completed() {
                answer.complete(true);
            }
        });
        try {
            var silence = new byte[1600];
            Arrays.fill(silence, (byte) 0xFF);
            stream.audio(silence);
            stream.halfClose();
            answer.get(settings.streams().probe().toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause() == null ? e : e.getCause();
        } catch (TimeoutException e) {
            return new TimeoutException("no answer to the probe");
        } finally {
            stream.cancel();
        }
    }

    private void tick() {
        for (var stream : open) {
            try {
                stream.tick();
            } catch (RuntimeException e) {
                LOG.error("a stream's timer failed", e);
            }
        }
    }

    @Override
    public void close() {
        open.forEach(EndlessStream::close);
        timer.shutdownNow();
        models.close();
    }
}
