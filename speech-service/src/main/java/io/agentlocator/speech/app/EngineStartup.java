package io.agentlocator.speech.app;

import io.agentlocator.speech.roles.SpeechSynthesizer;
import io.agentlocator.speech.roles.StreamingRecognizer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens the engines on a thread of its own when the service starts, and retries until they are open. Until then the service
 * is not ready and consumes neither sound nor replies, so the calls belong to replicas that are ready.
 */
@ApplicationScoped
public class EngineStartup {

    private static final Logger LOG = Logger.getLogger(EngineStartup.class);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(15);
    private static final String READY = "ready";

    private final SpeechConfig config;
    private final Wiring wiring;
    private final EngineMetrics metrics;
    private final EngineHealth health = new EngineHealth();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private volatile String state = "opening engines";
    private volatile @Nullable Thread opener;

    @Inject
    public EngineStartup(SpeechConfig config, Wiring wiring, MeterRegistry metrics) {
        this.config = config;
        this.wiring = wiring;
        this.metrics = new EngineMetrics(metrics);
    }

    void start(@Observes StartupEvent starting) {
        var all = ConfigProvider.getConfig();
        UnaryOperator<@Nullable String> variable =
                name -> all.getOptionalValue(name, String.class).orElse(null);
        var factory = new EngineFactory(
                SpeechVendors.names(config.recognizer()),
                SpeechVendors.names(config.synthesizer()),
                () -> SpeechVendors.all(config, variable, metrics));
        opener = Thread.ofPlatform().name("engines").daemon().start(() -> open(factory));
    }

    /** Leaves the engines open: native work may still be running, and the process ends. */
    void stop(@Observes ShutdownEvent stopping) {
        if (opener != null) {
            opener.interrupt();
        }
        wiring.close();
    }

    /** What the startup is doing; begins with {@code ready} once the engines are open. */
    public String state() {
        return state;
    }

    /** Completes when the engines are open. */
    public CompletableFuture<Void> opened() {
        return opened;
    }

    EngineHealth health() {
        return health;
    }

    private void open(EngineFactory factory) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                run(factory.open());
                return;
            } catch (IOException | RuntimeException e) {
                health.notOpened(e);
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

    private void run(SpeechEngines engines) throws IOException, InterruptedException {
        List<String> prompts = FixedPrompts.read(config.phrases().file());
        Wiring.Wired wired = wiring.wire(engines, prompts, metrics);
        health.opened(
                engines.streaming(), wired.recognizers().links(), wired.voices().links());
        List<String> recognizers =
                engines.recognizers().stream().map(one -> one.engine().engine()).toList();
        List<String> voices =
                engines.voices().stream().map(SpeechSynthesizer::engine).toList();
        metrics.mayBeSwitched(
                "recognizer",
                Stream.concat(engines.streaming().map(StreamingRecognizer::engine).stream(), recognizers.stream())
                        .toList());
        metrics.mayBeSwitched("synthesizer", voices);
        state = READY;
        LOG.infof(
                "engines ready recognizers=%s synthesizers=%s reply_mode=%s",
                recognizers, voices, config.replyMode().name());
        opened.complete(null);
        wiring.consume(wired);
        if (config.phrases().warm()) {
            new PhraseWarmup(wired.voices(), wired.callers()::get)
                    .run(prompts, progress -> state = READY + ", " + progress);
            state = READY;
        }
    }
}
