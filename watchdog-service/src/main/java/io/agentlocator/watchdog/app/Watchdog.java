package io.agentlocator.watchdog.app;

import io.agentlocator.events.CallAlert;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.EventPublisher;
import io.agentlocator.shell.operations.OperatorCheck;
import io.agentlocator.shell.operations.PolledCheck;
import io.agentlocator.twilio.LiveCalls;
import io.agentlocator.twilio.PublicUrl;
import io.agentlocator.twilio.TwilioCredentials;
import io.agentlocator.watchdog.Rescue;
import io.agentlocator.watchdog.kafka.WatchdogLog;
import io.agentlocator.watchdog.twilio.TwilioRescue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Starts the watch with the service, and ends it before the publisher is closed. */
@ApplicationScoped
public class Watchdog {

    private static final Logger LOG = Logger.getLogger(Watchdog.class);
    private static final PolledCheck.Pauses CREDENTIALS_CHECK =
            new PolledCheck.Pauses(Duration.ofMinutes(5), Duration.ofSeconds(30));
    private static final Duration RETRY_PAUSE = Duration.ofMillis(700);
    private static final Duration RETRY_PATIENCE = Duration.ofSeconds(4);
    private static final String OK = "ok";
    private static final String CALL_OVER = "call_over";
    private static final String FAILED = "failed";
    private static final List<String> RESULTS = List.of(OK, CALL_OVER, FAILED);

    private final WatchdogSettings settings;
    private final CallLogFactory logs;
    private final Optional<TwilioCredentials> credentials;
    private final Optional<PublicUrl> publicUrl;
    private final WatchdogLog watch;
    private final LiveCalls calls;

    @Inject
    public Watchdog(WatchdogSettings settings, CallLogFactory logs, EventPublisher publisher, MeterRegistry metrics) {
        this.settings = settings;
        this.logs = logs;
        this.credentials = TwilioCredentials.of(
                settings.twilio().accountSid().orElse(null),
                settings.twilio().authToken().orElse(null));
        this.publicUrl = PublicUrl.parseOptional(settings.publicBaseUrl().orElse(null));
        this.calls = new LiveCalls(
                credentials, LiveCalls.apiBase(settings.twilio().apiBaseUrl().orElse(null)));
        this.watch = new WatchdogLog(
                settings.deadlines(),
                settings.staleAfter().value(),
                new TwilioRescue(calls, publicUrl, RETRY_PAUSE, RETRY_PATIENCE),
                publisher::publish,
                (reason, result) -> redirects(metrics, reason, name(result)).increment(),
                Clock.systemUTC());
        metrics.gauge("agentlocator.watchdog.calls", watch, WatchdogLog::watchedCalls);
        metrics.gauge("agentlocator.watchdog.suspended", watch, log -> log.suspended() ? 1 : 0);
        // Registered at zero, so that the first redirect is an increase, which raises an alert.
        for (CallAlert.Trouble reason : CallAlert.Trouble.values()) {
            RESULTS.forEach(result -> redirects(metrics, reason, result));
        }
    }

    private static Counter redirects(MeterRegistry metrics, CallAlert.Trouble reason, String result) {
        return metrics.counter(
                "agentlocator.redirects", "reason", reason.name().toLowerCase(Locale.ROOT), "result", result);
    }

    private static String name(Rescue.Result result) {
        return switch (result) {
            case Rescue.Result.Done() -> OK;
            case Rescue.Result.CallOver() -> CALL_OVER;
            case Rescue.Result.Failed(String cause) -> FAILED;
        };
    }

    void start(@Observes StartupEvent starting) {
        LOG.infof(
                "watching start_timeout_ms=%d no_media_timeout_ms=%d reply_mode=%s twilio_secrets=%b public_url=%b",
                settings.startTimeout().value().toMillis(),
                settings.noMediaTimeout().value().toMillis(),
                settings.replyMode().name(),
                credentials.isPresent(),
                publicUrl.isPresent());
        String failure =
                new WarmUpRescue(settings.deadlines(), settings.staleAfter().value()).hold();
        if (failure != null) {
            LOG.errorf("warm-up call failed cause=%s", failure);
        }
        watch.start(reader ->
                logs.open(WatchdogLog.TOPICS, CallLog.Scope.shared("watchdog-service"), settings.window(), reader));
    }

    void stop(@Observes ShutdownEvent stopping) {
        watch.close();
    }

    public WatchdogLog watch() {
        return watch;
    }

    @Produces
    @Singleton
    OperatorCheck twilioSecrets() {
        return credentials.isPresent()
                ? new PolledCheck(
                        "twilio_secrets",
                        () -> calls.refusal().orElse(OperatorCheck.OK),
                        CREDENTIALS_CHECK,
                        Watchdog::logRefusal)
                : OperatorCheck.of("twilio_secrets", () -> OperatorCheck.DISABLED);
    }

    private static void logRefusal(String state) {
        if (!state.equals(OperatorCheck.OK)) {
            LOG.errorf("no call can be redirected: %s", state);
        }
    }

    public boolean hasCredentials() {
        return credentials.isPresent();
    }

    public boolean hasPublicUrl() {
        return publicUrl.isPresent();
    }
}
