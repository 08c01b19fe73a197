package io.agentlocator.testbed.twilio.webhook;

import java.time.Duration;

/**
 * What goes wrong with the webhooks of one purpose.
 *
 * @param delay before they are sent: delaying one purpose and not another puts them out of order
 * @param copies how often each is sent, all with one idempotency token; the first answer counts
 */
public record WebhookFault(Duration delay, int copies) {
    public static final WebhookFault NONE = new WebhookFault(Duration.ZERO, 1);
}
