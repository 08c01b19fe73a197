package io.agentlocator.dialog.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the calls' past is folded, the log is fresh, and the chosen language model has a key that is not refused. */
@Readiness
@ApplicationScoped
public class DialogHealth implements HealthCheck {

    private static final long FRESH_MS = 10_000;

    private final DialogService service;

    @Inject
    public DialogHealth(DialogService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        boolean ready = service.log().ready() && service.log().staleness().toMillis() < FRESH_MS;
        EnginesInOrder engines = service.engines();
        return HealthCheckResponse.named("dialog")
                .status(ready && engines.usable())
                .withData("language_model", engines.wanted())
                .withData("openai", engines.openAiState())
                .withData("log_ready", ready)
                .build();
    }
}
