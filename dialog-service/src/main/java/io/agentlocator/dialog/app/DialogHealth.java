package io.agentlocator.dialog.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the calls' past is folded, the log is read to its end, and the vendor does not refuse our key. */
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
        boolean ready = service.events().ready() && service.events().staleness().toMillis() < FRESH_MS;
        ConfiguredModels models = service.models();
        return HealthCheckResponse.named("dialog")
                .status(ready && models.usable())
                .withData("language_model", models.wanted())
                .withData("openai", models.openAiState())
                .withData("log_ready", ready)
                .build();
    }
}
