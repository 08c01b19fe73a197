package io.agentlocator.speech.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when callers would be heard and answered: the topics are read. A roll-out with a wrong login stops at this. */
@Readiness
@ApplicationScoped
public class LogsReady implements HealthCheck {

    private final CallerAudioListener hearing;
    private final RepliesListener speaking;

    @Inject
    public LogsReady(CallerAudioListener hearing, RepliesListener speaking) {
        this.hearing = hearing;
        this.speaking = speaking;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("speech-logs")
                .status(hearing.ready() && speaking.ready())
                .withData("caller_audio", hearing.ready())
                .withData("replies", speaking.ready())
                .build();
    }
}
