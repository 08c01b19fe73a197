package io.agentlocator.gateway.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The gateway's settings; application.properties names the environment variable behind each. */
@ConfigMapping(prefix = "gateway")
public interface GatewayConfig {

    /** {@code PUBLIC_BASE_URL}: the address under which Twilio reaches us, with or without scheme. */
    Optional<String> publicBaseUrl();

    /** {@code TWILIO_ACCOUNT_SID}. */
    Optional<String> accountSid();

    /** {@code TWILIO_AUTH_TOKEN}: checks the webhooks' signatures. */
    Optional<String> authToken();

    /** {@code STREAM_TOKEN_SECRET}: keys the stream tokens; without it the auth token does. */
    Optional<String> streamTokenSecret();

    /** How many calls are remembered at once. */
    @WithDefault("20000")
    int rememberedCalls();

    /** For how long a call of which nothing is heard is remembered. */
    @WithDefault("30m")
    Duration rememberFor();
}
