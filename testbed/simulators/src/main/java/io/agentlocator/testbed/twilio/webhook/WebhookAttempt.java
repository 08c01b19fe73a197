package io.agentlocator.testbed.twilio.webhook;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One request that the simulator made of the application, with its answer.
 *
 * @param sent since dialling
 * @param took until the whole answer was there, or it was given up
 * @param attempt 1 for the first; a retry carries the same {@code I-Twilio-Idempotency-Token}
 * @param status the HTTP status; 0 when there was no answer
 * @param failure why there was no answer
 */
public record WebhookAttempt(
        Purpose purpose,
        String method,
        String url,
        Map<String, String> params,
        Duration sent,
        Duration took,
        int attempt,
        int status,
        Optional<String> failure) {

    public enum Purpose {
        VOICE,
        FALLBACK,
        CONNECT_ACTION,
        RECORD_ACTION,
        DIAL_ACTION,
        REDIRECT,
        UPDATED_URL,
        STREAM_STATUS,
        RECORDING_STATUS,
        CALL_STATUS,
        PLAY,
        MESSAGE,
        MESSAGE_STATUS
    }
}
