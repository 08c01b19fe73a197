package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.media.CallAudio;
import io.agentlocator.testbed.twilio.media.StreamedCall;
import io.agentlocator.testbed.twilio.report.Notification;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import io.agentlocator.testbed.twilio.webhook.WebhookAttempt;
import java.time.Duration;
import java.util.Map;

/** A call as its media streams see it. */
record CallOfStreams(SimulatedCall call) implements StreamedCall {

    @Override
    public String accountSid() {
        return call.config().accountSid();
    }

    @Override
    public String callSid() {
        return call.callSid();
    }

    @Override
    public CallAudio audio() {
        return call.audio();
    }

    @Override
    public int frameBytes() {
        return call.faults().frameBytes();
    }

    @Override
    public Duration now() {
        return call.now();
    }

    @Override
    public void emit(TimelineEvent event) {
        call.emit(event);
    }

    @Override
    public void notify(int code, Notification.Level level, String message) {
        call.notify(code, level, message);
    }

    @Override
    public void later(Duration wait, Runnable task) {
        call.later(wait, task);
    }

    @Override
    public void tell(WebhookAttempt.Purpose purpose, String method, String url, Map<String, String> params) {
        call.tell(purpose, method, url, params);
    }
}
