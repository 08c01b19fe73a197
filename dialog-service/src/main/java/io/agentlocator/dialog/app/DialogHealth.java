package io.agentlocator.dialog.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the calls' past is folded, the log is fresh, and the chosen language model has its key. */
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
        return HealthCheckResponse.named("dialog")
                .status(ready && service.configured())
                .withData("language_model", service.languageModel())
                .withData(
                        "openai",
                        service.languageModel().equals("openai")
                                ? (service.configured() ? "configured" : "OPENAI_API_KEY is missing")
                                : "disabled")
                .withData("log_ready", ready)
                .build();
    }
}
