package io.agentlocator.shell.opentelemetry;

import io.agentlocator.shell.kafka.TurnTraces;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Switches traces on where {@code OTEL_EXPORTER_OTLP_ENDPOINT} says to whom; otherwise nothing of OpenTelemetry is even
 * loaded. The SDK alone, without a framework's instrumentation: the spans are the stages of a turn, and the sound's way
 * pays for one record a turn. Further {@code OTEL_*} variables mean what OpenTelemetry says they mean.
 */
@ApplicationScoped
public class TraceExport {

    private static final Logger LOG = Logger.getLogger(TraceExport.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Optional<String> endpoint;
    private final String service;
    private @Nullable OpenTelemetrySdk sdk;

    @Inject
    public TraceExport(
            @ConfigProperty(name = "OTEL_EXPORTER_OTLP_ENDPOINT") Optional<String> endpoint,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.endpoint = endpoint.filter(url -> !url.isBlank());
        this.service = service;
    }

    @Produces
    @Singleton
    public TurnTraces traces() {
        return endpoint.map(this::open).orElse(TurnTraces.NONE);
    }

    /** What was recorded is still sent, within limits. */
    void close(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent stopping) {
        close();
    }

    void close() {
        OpenTelemetrySdk open = sdk;
        if (open != null) {
            open.getSdkTracerProvider().shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private TurnTraces open(String url) {
        var opened = AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesSupplier(() -> Map.of(
                        "otel.service.name", service,
                        "otel.exporter.otlp.endpoint", url,
                        "otel.exporter.otlp.protocol", "http/protobuf",
                        "otel.exporter.otlp.timeout", "5000",
                        "otel.metrics.exporter", "none",
                        "otel.logs.exporter", "none",
                        "otel.bsp.schedule.delay", "1000"))
                .build()
                .getOpenTelemetrySdk();
        sdk = opened;
        LOG.info("traces of turns are exported over OTLP");
        return new TracedTurns(opened.getTracer("io.agentlocator"), Clock.systemUTC());
    }
}
