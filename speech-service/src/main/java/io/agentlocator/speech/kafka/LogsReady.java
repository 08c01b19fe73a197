package io.agentlocator.speech.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while caller-audio and replies are consumed. A roll-out with a wrong Kafka login stops here. */
@Readiness
@ApplicationScoped
public class LogsReady implements HealthCheck {

    private final CallerAudioListener callerAudio;
    private final RepliesListener replies;

    @Inject
    public LogsReady(CallerAudioListener callerAudio, RepliesListener replies) {
        this.callerAudio = callerAudio;
        this.replies = replies;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("speech-logs")
                .status(callerAudio.ready() && replies.ready())
                .withData("caller_audio", callerAudio.ready())
                .withData("replies", replies.ready())
                .build();
    }
}
