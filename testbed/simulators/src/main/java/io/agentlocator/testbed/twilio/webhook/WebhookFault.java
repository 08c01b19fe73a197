package io.agentlocator.testbed.twilio.webhook;

import java.time.Duration;

/**
 * A fault of the webhooks of one purpose.
 *
 * @param delay before they are sent; to delay one purpose only changes their order
 * @param copies how many times each is sent, all with one idempotency token; the first response counts
 */
public record WebhookFault(Duration delay, int copies) {
    public static final WebhookFault NONE = new WebhookFault(Duration.ZERO, 1);
}
