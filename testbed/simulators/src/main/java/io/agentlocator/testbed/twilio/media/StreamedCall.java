package io.agentlocator.testbed.twilio.media;

import io.agentlocator.testbed.twilio.report.Notification;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import io.agentlocator.testbed.twilio.webhook.WebhookAttempt;
import java.time.Duration;

/** What a media stream needs of its call. On the event loop. */
public interface StreamedCall {

    String accountSid();

    String callSid();

    CallAudio audio();

    /** Sound bytes per media message. */
    int frameBytes();

    /** Since dialling. */
    Duration now();

    void emit(TimelineEvent event);

    void notify(int code, Notification.Level level, String message);

    void later(Duration wait, Runnable task);

    /** Sends a webhook of which the answer does not matter to the call. */
    void tell(WebhookAttempt.Purpose purpose, String method, String url, java.util.Map<String, String> params);
}
