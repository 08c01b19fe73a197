package io.agentlocator.gateway.app;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The settings without which calls cannot be answered. */
@Singleton
public class RequiredSettings {

    private final GatewayConfig config;
    private final PublicAddress address;

    @Inject
    public RequiredSettings(GatewayConfig config, PublicAddress address) {
        this.config = config;
        this.address = address;
    }

    /** One sentence each, naming the environment variable. */
    List<String> missing() {
        List<String> missing = new ArrayList<>(secrets());
        address.problem().ifPresent(missing::add);
        return missing;
    }

    /** Those of {@link #missing} that are Twilio's. */
    List<String> secrets() {
        List<String> missing = new ArrayList<>();
        if (config.accountSid().filter(sid -> !sid.isBlank()).isEmpty()) {
            missing.add("TWILIO_ACCOUNT_SID is not set");
        }
        if (config.authToken().filter(token -> !token.isBlank()).isEmpty()) {
            missing.add("TWILIO_AUTH_TOKEN is not set");
        }
        return missing;
    }
}
