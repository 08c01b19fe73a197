package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.report.Notification;
import io.agentlocator.testbed.twilio.report.Sids;
import io.agentlocator.testbed.twilio.rest.SentMessage;
import io.agentlocator.testbed.twilio.webhook.Courier;
import io.agentlocator.testbed.twilio.webhook.PhoneNumber;
import io.agentlocator.testbed.twilio.webhook.WebhookAttempt;
import io.agentlocator.testbed.twilio.webhook.WebhookFault;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** WhatsApp and SMS, in both directions. */
public final class Messages {
    private static final Duration WINDOW = Duration.ofHours(24);

    private final Network network;
    private final List<SentMessage> sent = new ArrayList<>();
    private final Map<String, Instant> lastReceived = new HashMap<>();
    private final long zero = System.nanoTime();

    Messages(Network network) {
        this.network = network;
    }

    synchronized List<SentMessage> sent() {
        return List.copyOf(sent);
    }

    /** Queues a message; the status callback reports its delivery, as with Twilio. */
    synchronized SentMessage take(Map<String, String> params) {
        SentMessage message = new SentMessage(Sids.of("SM"), Instant.now(), Map.copyOf(params));
        sent.add(message);
        String to = message.to();
        boolean free = !params.containsKey("ContentSid");
        Instant last = lastReceived.getOrDefault(to, Instant.EPOCH);
        boolean closed = last.plus(WINDOW).isBefore(Instant.now());
        if (to.startsWith("whatsapp:") && free && closed) {
            network.notifications()
                    .add(new Notification(
                            Instant.now(),
                            63016,
                            Notification.Level.ERROR,
                            "",
                            "freeform message outside the window " + message.messageSid()));
            status(message, "failed", "63016", Duration.ofMillis(50));
        } else {
            status(message, "sent", "", Duration.ofMillis(50));
            status(message, "delivered", "", Duration.ofMillis(150));
        }
        return message;
    }

    /** A person writes to a number of the account; completes with the HTTP status of the application's answer. */
    Future<Integer> receive(PhoneNumber number, Map<String, String> params) {
        synchronized (this) {
            lastReceived.put(params.getOrDefault("From", ""), Instant.now());
        }
        Courier.Errand errand = new Courier.Errand(
                WebhookAttempt.Purpose.MESSAGE, "POST", number.messageUrl().orElseThrow(), params, true);
        return send(errand).map(outcome -> switch (outcome) {
            case Courier.Outcome.Answered answered -> answered.status();
            case Courier.Outcome.Failed failed -> 0;
        });
    }

    private void status(SentMessage message, String status, String error, Duration after) {
        String url = message.params().getOrDefault("StatusCallback", "");
        if (url.isEmpty()) return;
        Map<String, String> params = new LinkedHashMap<>();
        params.put("MessageSid", message.messageSid());
        params.put("SmsSid", message.messageSid());
        params.put("AccountSid", network.config().accountSid());
        params.put("From", message.params().getOrDefault("From", ""));
        params.put("To", message.to());
        params.put("MessageStatus", status);
        params.put("SmsStatus", status);
        params.put("ApiVersion", "2010-04-01");
        if (!error.isEmpty()) params.put("ErrorCode", error);
        network.onLoop(() -> network.later(
                after,
                () -> send(new Courier.Errand(WebhookAttempt.Purpose.MESSAGE_STATUS, "POST", url, params, true))));
    }

    private Future<Courier.Outcome> send(Courier.Errand errand) {
        return network.courier()
                .send(errand, WebhookFault.NONE, () -> Duration.ofNanos(System.nanoTime() - zero), done -> {});
    }
}
