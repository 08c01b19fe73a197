package io.agentlocator.speech.app;

import io.agentlocator.speech.Endpointing;
import io.agentlocator.speech.Listening;
import io.agentlocator.speech.Recordings;
import io.agentlocator.speech.SynthesisFailed;
import io.agentlocator.speech.Voices;
import io.agentlocator.speech.Wording;
import io.agentlocator.speech.disk.DiskPhrases;
import io.agentlocator.speech.hebrew.SpokenHebrew;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
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

    /** What a vendor elsewhere is asked at once, as a second chance and for recordings. */
    private static final int REMOTE_AT_ONCE = 32;

    /**
     * The engines are open.
     *
     * @param attention to be set while a caller speaks or waits for words
     */
    public record Ready(
            Listening.Settings listening, Engines engines, DecodeDesk desk, Voices voices, AtomicBoolean attention) {}

    private final SpeechConfig config;
    private final MeterRegistry metrics;
    private final Event<Ready> readiness;
    private final CompletableFuture<Recordings> recordings = new CompletableFuture<>();
    private volatile String state = "opening engines";
    private volatile @Nullable Ready ready;
    private volatile @Nullable Thread opener;
    private @Nullable TwilioRecordings twilio;

    @Inject
    public Service(SpeechConfig config, MeterRegistry metrics, Event<Ready> readiness) {
        this.config = config;
        this.metrics = metrics;
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
            open.desk().close();
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

    public boolean isReady() {
        return ready != null;
    }

    /** Recordings can be transcribed from when the engines are open. */
    public CompletableFuture<Recordings> recordings() {
        return recordings;
    }

    private void open() {
        var room = new EngineRoom(config);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Engines engines = room.open();
                become(engines, room);
                return;
            } catch (IOException | RuntimeException e) {
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
        Wording wording = new SpokenHebrew();
        List<String> prompts = Prompts.read(config.phrases().file());
        Set<String> lasting = prompts.stream().map(wording::speakable).collect(Collectors.toUnmodifiableSet());
        var phrases = new DiskPhrases(
                room.directory().resolve("phrases"),
                config.phrases().memory(),
                lasting::contains,
                cause -> LOG.warnf("phrases stay in memory only cause=%s", cause));
        var voices = new Voices(engines.voices(), phrases, wording, apology(), new VoiceMetrics(metrics));
        boolean here = config.recognizer() == SpeechConfig.Vendor.LOCAL;
        var desk = new DecodeDesk(
                engines.whole(),
                here ? config.whisper().atOnce() : REMOTE_AT_ONCE,
                here ? config.whisper().queue() : REMOTE_AT_ONCE,
                metrics);
        var opened = new Ready(listening(engines), engines, desk, voices, new AtomicBoolean());
        ready = opened;
        state = "ready";
        LOG.infof(
                "engines ready recognizer=%s synthesizer=%s",
                opened.listening().liveEngine() == null
                        ? engines.whole().engine()
                        : opened.listening().liveEngine(),
                engines.voices().getFirst().engine());
        openRecordings(desk);
        readiness.fire(opened);
        if (config.phrases().warm() && config.synthesizer() == SpeechConfig.Vendor.LOCAL) {
            warm(opened, prompts);
            state = "ready";
        }
    }

    private Listening.Settings listening(Engines engines) {
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
                engines.whole().engine(),
                endpoint.stable().toMillis(),
                endpoint.grace().toMillis(),
                endpoint.answer().toMillis());
    }

    private void openRecordings(DecodeDesk desk) {
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
                desk.patient(),
                new Recordings.Settings(settings.pauses(), settings.pieceSeconds()),
                Thread::sleep));
    }

    private static URI withSlash(URI base) {
        return base.toString().endsWith("/") ? base : URI.create(base + "/");
    }

    /** One phrase after another, in the gaps that calls leave. */
    private void warm(Ready opened, List<String> prompts) throws InterruptedException {
        long start = System.nanoTime();
        int made = 0;
        int seen = 0;
        for (String prompt : prompts) {
            state = "ready, preparing phrase " + ++seen + " of " + prompts.size();
            while (opened.voices().busy() || opened.attention().get()) {
                Thread.sleep(GAP_MS);
            }
            try {
                made += opened.voices().prepare(prompt) ? 1 : 0;
            } catch (SynthesisFailed e) {
                LOG.warnf("phrase not prepared cause=%s", e.getMessage());
            }
        }
        LOG.infof(
                "phrases prepared phrases=%d made=%d took_ms=%d",
                prompts.size(), made, (System.nanoTime() - start) / 1_000_000);
    }

    private static byte[] apology() throws IOException {
        try (InputStream in = Service.class.getResourceAsStream("/apology_he.ulaw")) {
            if (in == null) {
                throw new IOException("the recorded apology is missing");
            }
            return in.readAllBytes();
        }
    }
}
