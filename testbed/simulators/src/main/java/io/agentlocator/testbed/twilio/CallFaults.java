package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.media.StreamFault;
import io.agentlocator.testbed.twilio.webhook.WebhookAttempt;
import io.agentlocator.testbed.twilio.webhook.WebhookFault;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The faults of one call.
 *
 * @param stream the fault of the streams named by {@code onStream}
 * @param onStream 1 for the first stream of the call, 2 for the second …; 0 for all of them
 * @param frameBytes sound bytes per media message; Twilio's 160 are observed, not promised
 * @param asksSuperseded whether the action of a Connect that new TwiML replaces is still requested, and its response ignored:
 *     Twilio does not document it
 */
public record CallFaults(
        Optional<StreamFault> stream,
        int onStream,
        int frameBytes,
        boolean asksSuperseded,
        Map<WebhookAttempt.Purpose, WebhookFault> webhooks) {

    public static CallFaults none() {
        return new CallFaults(Optional.empty(), 1, 160, false, Map.of());
    }

    public CallFaults withStream(StreamFault fault) {
        return new CallFaults(Optional.of(fault), onStream, frameBytes, asksSuperseded, webhooks);
    }

    public CallFaults onStream(int ordinal) {
        return new CallFaults(stream, ordinal, frameBytes, asksSuperseded, webhooks);
    }

    public CallFaults withFrameBytes(int bytes) {
        return new CallFaults(stream, onStream, bytes, asksSuperseded, webhooks);
    }

    public CallFaults withSupersededAction() {
        return new CallFaults(stream, onStream, frameBytes, true, webhooks);
    }

    public CallFaults withDelayed(WebhookAttempt.Purpose purpose, Duration delay) {
        return withWebhook(purpose, new WebhookFault(delay, webhook(purpose).copies()));
    }

    public CallFaults withRepeated(WebhookAttempt.Purpose purpose, int copies) {
        return withWebhook(purpose, new WebhookFault(webhook(purpose).delay(), copies));
    }

    WebhookFault webhook(WebhookAttempt.Purpose purpose) {
        return webhooks.getOrDefault(purpose, WebhookFault.NONE);
    }

    Optional<StreamFault> forStream(int ordinal) {
        return onStream == 0 || onStream == ordinal ? stream : Optional.empty();
    }

    private CallFaults withWebhook(WebhookAttempt.Purpose purpose, WebhookFault fault) {
        Map<WebhookAttempt.Purpose, WebhookFault> more = new EnumMap<>(WebhookAttempt.Purpose.class);
        more.putAll(webhooks);
        more.put(purpose, fault);
        return new CallFaults(stream, onStream, frameBytes, asksSuperseded, Map.copyOf(more));
    }
}
