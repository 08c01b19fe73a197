package io.agentlocator.watchdog.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when it consumes the calls and could redirect one. Shows the deadlines in force, so that test values are noticed. */
@Readiness
@ApplicationScoped
public class WatchdogReadiness implements HealthCheck {

    private final Watchdog watchdog;
    private final WatchdogSettings settings;

    @Inject
    public WatchdogReadiness(Watchdog watchdog, WatchdogSettings settings) {
        this.watchdog = watchdog;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        boolean feed = watchdog.watch().ready();
        return HealthCheckResponse.named("watchdog")
                .status(feed && watchdog.hasCredentials() && watchdog.hasPublicUrl())
                .withData("feed", feed)
                .withData("stale_ms", watchdog.watch().staleness().toMillis())
                .withData("watched_calls", watchdog.watch().watchedCalls())
                .withData("twilio_secrets", watchdog.hasCredentials() ? "ok" : "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN")
                .withData("public_base_url", watchdog.hasPublicUrl() ? "ok" : "PUBLIC_BASE_URL")
                .withData("start_timeout_ms", settings.startTimeout().value().toMillis())
                .withData(
                        "no_media_timeout_ms", settings.noMediaTimeout().value().toMillis())
                .build();
    }
}
