package io.agentlocator.gateway.app;

import io.agentlocator.gateway.kafka.CallBookKeeper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once a call can be answered rightly; says what is missing. Kafka is told of but does not count: calls are
 * answered without it.
 */
@Readiness
@Singleton
public class GatewayReadiness implements HealthCheck {

    private final GatewayConfig config;
    private final PublicAddress address;
    private final StaticSpeech speech;
    private final CallBookKeeper keeper;

    @Inject
    public GatewayReadiness(GatewayConfig config, PublicAddress address, StaticSpeech speech, CallBookKeeper keeper) {
        this.config = config;
        this.address = address;
        this.speech = speech;
        this.keeper = keeper;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> missing = new ArrayList<>();
        if (config.accountSid().isEmpty()) {
            missing.add("TWILIO_ACCOUNT_SID is not set");
        }
        if (config.authToken().isEmpty()) {
            missing.add("TWILIO_AUTH_TOKEN is not set");
        }
        address.problem().ifPresent(missing::add);
        speech.missing().forEach(path -> missing.add("no sound at " + path));
        var health = HealthCheckResponse.named("telephony-gateway")
                .status(missing.isEmpty())
                .withData("greeting_ms", speech.greeting().toMillis())
                .withData("call_log", keeper.ready() ? "up to date" : "not read yet");
        if (!missing.isEmpty()) {
            health.withData("missing", String.join("; ", missing));
        }
        return health.build();
    }
}
