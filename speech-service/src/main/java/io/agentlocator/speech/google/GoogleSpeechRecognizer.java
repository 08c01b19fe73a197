package io.agentlocator.speech.google;

import io.agentlocator.speech.Breaker;
import io.agentlocator.speech.Heard;
import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.Sound;
import io.agentlocator.speech.StreamingRecognizer;
import io.agentlocator.speech.UtteranceRecognizer;
import io.agentlocator.speech.VendorWatch;
import io.agentlocator.speech.google.SpeechWire.Verdict;
import io.agentlocator.speech.google.SpeechWire.Words;
import java.io.IOException;
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
 * Google Cloud Speech-to-Text. Takes μ-law as it comes. One instance serves all calls; close it when the service stops.
 * Limits and errors of the vendor: streams of five minutes, messages of 15 KB, an end after some seconds without sound.
 */
public final class GoogleSpeechRecognizer implements StreamingRecognizer, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(GoogleSpeechRecognizer.class);
    private static final long TICK_MS = 100;

    /** Failures in a row over all calls before they stop asking all at once. */
    private static final int TOLERATED = 8;

    private final GoogleSettings settings;
    private final VendorWatch watch;
    private final Models models;
    private final Breaker breaker;
    private final Set<RenewedStream> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("google-speech-timer").daemon().factory());

    public GoogleSpeechRecognizer(GoogleSettings settings) {
        this(settings, VendorWatch.NOBODY);
    }

    /** @throws IllegalStateException when credentials are missing, or named and cannot be read */
    public GoogleSpeechRecognizer(GoogleSettings settings, VendorWatch watch) {
        this.settings = settings;
        this.watch = watch;
        this.breaker = new Breaker(TOLERATED, RandomGenerator.getDefault());
        try {
            this.models = new Models(
                    settings.chain(),
                    model -> switch (model.api()) {
                        case V1 -> new WireV1(settings, model);
                        case V2 -> new WireV2(settings, model);
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
    public Live open(String callSid, Hearing hearing) {
        var self = new RenewedStream[1];
        var stream = new RenewedStream(
                callSid,
                hearing,
                models,
                breaker,
                watch,
                settings.streams(),
                () -> System.nanoTime() / 1_000_000,
                RandomGenerator.getDefault(),
                () -> open.remove(self[0]));
        self[0] = stream;
        open.add(stream);
        stream.start();
        return stream;
    }

    /** Unary recognition with the same models and connections; closed with this recogniser. */
    public UtteranceRecognizer utterances() {
        return new UtteranceRecognizer() {
            @Override
            public String engine() {
                return GoogleSpeechRecognizer.this.engine();
            }

            @Override
            public Heard recognize(Sound sound) throws RecognitionTrouble, InterruptedException {
                return whole(sound);
            }
        };
    }

    private Heard whole(Sound sound) throws RecognitionTrouble, InterruptedException {
        // Each model may refuse twice: with its extras and without.
        for (int left = 2 * settings.chain().size(); ; left--) {
            var choice = models.current();
            try {
                return choice.wire().recognize(sound, choice.minimal());
            } catch (RecognitionTrouble trouble) {
                var cause = trouble.getCause();
                boolean other = cause != null
                        && Verdict.of(cause) == Verdict.REFUSED
                        && left > 1
                        && models.refused(choice, String.valueOf(trouble.getMessage()));
                if (!other) {
                    throw trouble;
                }
            }
        }
    }

    /**
     * Finds the first model of the chain that answers, and uses it from now on. Sends a moment of silence.
     *
     * @throws RecognitionTrouble naming the cause for each model when none does
     */
    public void probe() throws RecognitionTrouble, InterruptedException {
        var causes = new ArrayList<String>();
        boolean hope = false;
        for (var choice : models.all()) {
            var cause = probe(choice, choice.minimal());
            if (cause != null && Verdict.of(cause) == Verdict.REFUSED && !choice.minimal()) {
                models.refused(choice, SpeechWire.told(cause));
                cause = probe(choice, true);
            }
            if (cause == null) {
                models.use(choice);
                LOG.infof("recognition ready model=%s language=%s", choice.model(), settings.language());
                return;
            }
            hope |= Verdict.of(cause) == Verdict.AGAIN;
            causes.add(choice.model() + " " + SpeechWire.told(cause));
        }
        throw new RecognitionTrouble(String.join("; ", causes), hope);
    }

    private @Nullable Throwable probe(Models.Choice choice, boolean minimal) throws InterruptedException {
        var answer = new CompletableFuture<Boolean>();
        var stream = choice.wire().open(minimal, new SpeechWire.Answers() {
            @Override
            public void heard(List<Words> words) {}

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
        open.forEach(RenewedStream::close);
        timer.shutdownNow();
        models.close();
    }
}
