package io.agentlocator.testbed.twilio.media;

import io.agentlocator.testbed.twilio.webhook.WebhookAttempt;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Requests a Stream's statusCallback, if there is one, for each change of the stream. */
public record StreamCallback(StreamedCall call, Optional<String> url, String method, String name) {

    void tell(String streamSid, String event, String error) {
        if (url.isEmpty()) return;
        Map<String, String> params = new LinkedHashMap<>();
        params.put("AccountSid", call.accountSid());
        params.put("CallSid", call.callSid());
        params.put("StreamSid", streamSid);
        params.put("StreamName", name.isEmpty() ? streamSid : name);
        params.put("StreamEvent", event);
        if (!error.isEmpty()) params.put("StreamError", error);
        params.put("Timestamp", Instant.now().toString());
        call.tell(WebhookAttempt.Purpose.STREAM_STATUS, method, url.get(), params);
    }
}
