package io.agentlocator.gateway.app;

import io.agentlocator.shell.ReplyMode;
import io.agentlocator.twilio.TwilioSignature;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The gateway's settings; application.properties names the environment variable behind each. */
@ConfigMapping(prefix = "gateway")
public interface GatewayConfig {

    /** {@code PUBLIC_BASE_URL}: the address at which Twilio reaches the gateway, with or without scheme. */
    Optional<String> publicBaseUrl();

    /** {@code TWILIO_ACCOUNT_SID}. */
    Optional<String> accountSid();

    /** {@code TWILIO_AUTH_TOKEN}: checks the webhooks' signatures. */
    Optional<String> authToken();

    /** Empty where there is no auth token. */
    default Optional<TwilioSignature> signature() {
        return authToken().map(String::strip).filter(token -> !token.isEmpty()).map(TwilioSignature::new);
    }

    /** {@code STREAM_TOKEN_SECRET}: the key of stream tokens; by default the auth token. */
    Optional<String> streamTokenSecret();

    /** {@code TWILIO_API_BASE_URL}: replaces the address of Twilio's REST API. */
    Optional<String> apiBaseUrl();

    /** {@code REPLY_MODE}: {@code stream} or {@code twiml}. */
    @WithDefault("stream")
    ReplyMode replyMode();

    /**
     * {@code STREAM_STATUS_CALLBACK}: whether Twilio reports the status of streams to {@code /webhook/stream_status}. It
     * adds an attribute to the documents; switch it on to analyse a fault.
     */
    @WithDefault("false")
    boolean streamStatusCallback();

    /** How many bytes of MP3 clips are kept for Twilio to fetch, in the mode {@code twiml}. */
    @WithDefault("67108864")
    long clipBytes();

    /** For how long a clip is kept. */
    @WithDefault("5m")
    Duration clipsFor();

    /** How many calls are remembered at once. */
    @WithDefault("20000")
    int rememberedCalls();

    /** For how long a call without events is remembered. */
    @WithDefault("30m")
    Duration rememberFor();

    /** How many calls are remembered as ended, at 24 bytes each. */
    @WithDefault("262144")
    int endedCalls();
}
