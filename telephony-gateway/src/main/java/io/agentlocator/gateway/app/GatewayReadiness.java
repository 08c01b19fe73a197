package io.agentlocator.gateway.app;

import io.agentlocator.gateway.kafka.CallStatesReader;
import io.agentlocator.gateway.kafka.ClipReader;
import io.agentlocator.shell.ReplyMode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once calls can be answered with valid documents; reports what is missing. Kafka is reported but does not count:
 * calls are answered without it.
 */
@Readiness
@Singleton
public class GatewayReadiness implements HealthCheck {

    private final RequiredSettings required;
    private final ReplyMode mode;
    private final StaticSpeech speech;
    private final CallStatesReader states;
    private final ClipReader clips;

    @Inject
    public GatewayReadiness(
            RequiredSettings required, ReplyMode mode, StaticSpeech speech, CallStatesReader states, ClipReader clips) {
        this.required = required;
        this.mode = mode;
        this.speech = speech;
        this.states = states;
        this.clips = clips;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> missing = new ArrayList<>(required.missing());
        speech.missing().forEach(path -> missing.add("no sound at " + path));
        var health = HealthCheckResponse.named("telephony-gateway")
                .status(missing.isEmpty())
                .withData("greeting_ms", speech.greeting().toMillis())
                .withData("reply_mode", mode.toString())
                .withData("call_log", states.ready() && clips.ready() ? "up to date" : "not read yet");
        if (!missing.isEmpty()) {
            health.withData("missing", String.join("; ", missing));
        }
        return health.build();
    }
}
