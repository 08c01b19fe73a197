package io.agentlocator.testbed.twilio.webhook;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One request of the simulator to the application, with its response.
 *
 * @param sent since dialling
 * @param took until the whole response was read, or the request was given up
 * @param attempt 1 for the first; a retry carries the same {@code I-Twilio-Idempotency-Token}
 * @param status the HTTP status; 0 when there was no response
 * @param failure why there was no response
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
