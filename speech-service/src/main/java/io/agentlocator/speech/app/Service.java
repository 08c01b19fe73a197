package io.agentlocator.speech.app;

import io.agentlocator.hebrew.SpokenHebrew;
import io.agentlocator.speech.Breaker;
import io.agentlocator.speech.ClipMaker;
import io.agentlocator.speech.Endpointing;
import io.agentlocator.speech.Heard;
import io.agentlocator.speech.Listening;
import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.RecognizerLadder;
import io.agentlocator.speech.Recordings;
import io.agentlocator.speech.Sound;
import io.agentlocator.speech.Speaking;
import io.agentlocator.speech.SpeechSynthesizer;
import io.agentlocator.speech.StreamingRecognizer;
import io.agentlocator.speech.SynthesisFailed;
import io.agentlocator.speech.UtteranceRecognizer;
import io.agentlocator.speech.VendorWatch;
import io.agentlocator.speech.Voices;
import io.agentlocator.speech.Wording;
import io.agentlocator.speech.disk.DiskPhrases;
import io.agentlocator.speech.jump3r.Jump3rClips;
import io.agentlocator.speech.twilio.TwilioRecordings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens the engines in the background when the service starts, and says so when they are there. Until then the service is
 * not ready and reads no topic, so that its calls belong to a replica that can hear.
 */
@ApplicationScoped
public class Service {

    private static final Logger LOG = Logger.getLogger(Service.class);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(15);

    private static final long GAP_MS = 100;

    /** A voice that fails so often is not asked for phrases any more: calls will ask it. */
    private static final int FAILURES_IN_A_ROW = 3;

    /** What a vendor elsewhere is asked at once, as a second chance and for recordings. */
    private static final int REMOTE_AT_ONCE = 32;

    /** Nobody waits for the words of a recording on the line. */
    private static final long PATIENCE_WITH_RECORDINGS_MS = 30_000;

    /** Failures in a row, over all calls, after which an engine is asked seldom: the second one in a row opens. */
    private static final int TOLERATED = 1;

    private static final LongSupplier NOW_MS = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());

    /**
     * The engines are open.
     *
     * @param attention to be set while a caller speaks or waits for words
     */
    public record Ready(
            Listening.Settings listening,
            Engines engines,
            Decoding decoding,
            Voices voices,
            Speaking.Form form,
            ClipMaker clips,
            VendorWatch watch,
            LongSupplier nowMs,
            AtomicBoolean attention) {}

    private final SpeechConfig config;
    private final MeterRegistry metrics;
    private final Event<Ready> readiness;
    private final VendorMetrics watch;
    private final EngineStates states = new EngineStates();
    private final CompletableFuture<Recordings> recordings = new CompletableFuture<>();
    private volatile String state = "opening engines";
    private volatile @Nullable Ready ready;
    private volatile @Nullable Thread opener;
    private @Nullable TwilioRecordings twilio;

    @Inject
    public Service(SpeechConfig config, MeterRegistry metrics, Event<Ready> readiness) {
        this.config = config;
        this.metrics = metrics;
        this.watch = new VendorMetrics(metrics);
        this.readiness = readiness;
    }

    void start(@Observes StartupEvent starting) {
        opener = Thread.ofPlatform().name("engines").daemon().start(this::open);
    }

    void stop(@Observes ShutdownEvent stopping) throws Exception {
        if (opener != null) {
            opener.interrupt();
        }
        Ready open = ready;
        if (open != null) {
            open.decoding().close();
        }
        if (twilio != null) {
            twilio.close();
        }
        // Engines in this process are left to its end: native work that still runs must not lose its memory.
    }

    /** What the engines are doing; "ready" when they are. */
    public String state() {
        return state;
    }

    /** How hearing is: {@link EngineStates#OK}, or what is wrong. */
    String recognition() {
        return states.recognition();
    }

    /** How speaking is. */
    String synthesis() {
        return states.synthesis();
    }

    public boolean isReady() {
        return ready != null;
    }

    /** Recordings can be transcribed from when the engines are open. */
    public CompletableFuture<Recordings> recordings() {
        return recordings;
    }

    private void open() {
        var all = ConfigProvider.getConfig();
        var room = new EngineRoom(
                config, name -> all.getOptionalValue(name, String.class).orElse(null), watch);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Engines engines = room.open();
                become(engines, room);
                return;
            } catch (IOException | RuntimeException e) {
                states.notOpened(e);
                state = String.valueOf(e.getMessage());
                LOG.errorf("engines not ready, tried again soon cause=%s", e);
                try {
                    Thread.sleep(BEFORE_NEXT_TRY);
                } catch (InterruptedException stopped) {
                    return;
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void become(Engines engines, EngineRoom room) throws IOException, InterruptedException {
        Wording wording = new SpokenHebrew()::speakable;
        List<String> prompts = Prompts.read(config.phrases().file());
        Set<String> lasting = prompts.stream().map(wording::speakable).collect(Collectors.toUnmodifiableSet());
        var phrases = new DiskPhrases(
                room.directory().resolve("phrases"),
                config.phrases().memory(),
                // A server of somebody's own has a voice of its own, today.
                (engine, text) -> !engine.contains("://") && lasting.contains(text),
                cause -> LOG.warnf("phrases stay in memory only cause=%s", cause));
        List<Voices.Rung> ladder = engines.voices().stream()
                .map(voice -> new Voices.Rung(voice, breaker()))
                .toList();
        var recorded = new Voices.Recorded(recorded("/hold_he.ulaw"), recorded("/apology_he.ulaw"));
        var voices = new Voices(ladder, phrases, wording, recorded, watch, NOW_MS);
        List<Desk> desks = engines.whole().stream().map(this::desk).toList();
        List<RecognizerLadder.Rung> all = desks.stream()
                .map(desk -> new RecognizerLadder.Rung(desk.desk, desk.breaker, desk.patienceMs))
                .toList();
        var decoding = new Decoding(new RecognizerLadder(
                all.subList(engines.whole().size() - engines.secondChance().size(), all.size()), watch, NOW_MS));
        states.opened(engines.live(), all, ladder);
        watch.mayBeSwitched(
                "recognizer",
                Stream.concat(
                                engines.live().map(StreamingRecognizer::engine).stream(),
                                engines.whole().stream()
                                        .map(some -> some.recognizer().engine()))
                        .toList());
        watch.mayBeSwitched(
                "synthesizer",
                engines.voices().stream().map(SpeechSynthesizer::engine).toList());
        var opened = new Ready(
                listening(engines, decoding),
                engines,
                decoding,
                voices,
                config.replyMode() == SpeechConfig.ReplyMode.TWIML ? Speaking.Form.CLIP : Speaking.Form.STREAM,
                new Jump3rClips(),
                watch,
                NOW_MS,
                new AtomicBoolean());
        ready = opened;
        state = "ready";
        LOG.infof(
                "engines ready recognizers=%s synthesizers=%s reply_mode=%s",
                engines.whole().stream().map(some -> some.recognizer().engine()).toList(),
                engines.voices().stream().map(SpeechSynthesizer::engine).toList(),
                config.replyMode());
        openRecordings(new RecognizerLadder(
                desks.stream()
                        .map(desk -> new RecognizerLadder.Rung(
                                desk.desk.patient(), desk.breaker, PATIENCE_WITH_RECORDINGS_MS))
                        .toList(),
                watch,
                NOW_MS));
        readiness.fire(opened);
        if (config.phrases().warm()) {
            warm(opened, prompts);
            state = "ready";
        }
    }

    private record Desk(DecodeDesk desk, Breaker breaker, long patienceMs) {}

    private Desk desk(Engines.Whole some) {
        SpeechConfig.Whisper here = config.whisper();
        Duration patience =
                some.here() ? config.endpoint().answer() : config.endpoint().patience();
        return new Desk(
                new DecodeDesk(
                        some.recognizer(),
                        some.here() ? here.atOnce() : REMOTE_AT_ONCE,
                        some.here() ? here.queue() : REMOTE_AT_ONCE,
                        metrics),
                breaker(),
                patience.toMillis());
    }

    private static Breaker breaker() {
        return new Breaker(TOLERATED, RandomGenerator.getDefault());
    }

    private Listening.Settings listening(Engines engines, Decoding decoding) {
        SpeechConfig.Endpoint endpoint = config.endpoint();
        var rule = new Endpointing.Rule(
                endpoint.silence().toMillis(),
                endpoint.guess().toMillis(),
                endpoint.voice().toMillis(),
                endpoint.longest().toMillis());
        return new Listening.Settings(
                rule,
                endpoint.preRoll().toMillis(),
                engines.live().map(live -> live.engine()).orElse(null),
                decoding.engine(),
                endpoint.stable().toMillis(),
                endpoint.grace().toMillis(),
                endpoint.answer().toMillis());
    }

    private void openRecordings(RecognizerLadder ladder) {
        SpeechConfig.Recording settings = config.recordings();
        var source = new TwilioRecordings(new TwilioRecordings.Settings(
                settings.accountSid().orElse(""),
                settings.authToken().orElse(""),
                settings.apiBase().map(Service::withSlash),
                settings.timeout(),
                settings.mostBytes()));
        twilio = source;
        recordings.complete(new Recordings(
                source,
                patient(ladder),
                new Recordings.Settings(settings.pauses(), settings.pieceSeconds()),
                Thread::sleep));
    }

    private static UtteranceRecognizer patient(RecognizerLadder ladder) {
        return new UtteranceRecognizer() {
            @Override
            public String engine() {
                return ladder.engine();
            }

            @Override
            public Heard recognize(Sound sound) throws RecognitionTrouble, InterruptedException {
                return ladder.recognize(sound).heard();
            }
        };
    }

    private static URI withSlash(URI base) {
        return base.toString().endsWith("/") ? base : URI.create(base + "/");
    }

    /** One phrase after another, in the gaps that calls leave. */
    private void warm(Ready opened, List<String> prompts) throws InterruptedException {
        long start = System.nanoTime();
        int made = 0;
        int failed = 0;
        int seen = 0;
        for (String prompt : prompts) {
            state = "ready, preparing phrase " + ++seen + " of " + prompts.size();
            while (opened.voices().busy() || opened.attention().get()) {
                Thread.sleep(GAP_MS);
            }
            try {
                made += opened.voices().prepare(prompt) ? 1 : 0;
                failed = 0;
            } catch (SynthesisFailed e) {
                LOG.warnf("phrase not prepared cause=%s", e.getMessage());
                if (++failed == FAILURES_IN_A_ROW) {
                    return;
                }
            }
        }
        LOG.infof(
                "phrases prepared phrases=%d made=%d took_ms=%d",
                prompts.size(), made, (System.nanoTime() - start) / 1_000_000);
    }

    private static byte[] recorded(String file) throws IOException {
        try (InputStream in = Service.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("a recorded sentence is missing: " + file);
            }
            return in.readAllBytes();
        }
    }
}
