package io.agentlocator.speech.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the engines are open; the phrase cache need not be filled. */
@Readiness
@ApplicationScoped
public class EnginesReady implements HealthCheck {

    private final EngineStartup startup;

    @Inject
    public EnginesReady(EngineStartup startup) {
        this.startup = startup;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("speech-engines")
                .status(startup.opened().isDone())
                .withData("state", startup.state())
                .withData("stt", startup.health().recognition())
                .withData("tts", startup.health().synthesis())
                .build();
    }
}
