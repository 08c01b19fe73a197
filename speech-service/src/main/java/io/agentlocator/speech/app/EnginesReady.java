package io.agentlocator.speech.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the engines are open; prepared phrases are not waited for. */
@Readiness
@ApplicationScoped
public class EnginesReady implements HealthCheck {

    private final Service service;

    @Inject
    public EnginesReady(Service service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("speech-engines")
                .status(service.isReady())
                .withData("state", service.state())
                .withData("stt", service.recognition())
                .withData("tts", service.synthesis())
                .build();
    }
}
