package io.agentlocator.gateway.twilio;

import io.agentlocator.shell.UntrustedText;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Logs what Twilio reports about its streams, for people to read. A failed handshake (319xx) is visible nowhere else; no
 * code depends on it.
 */
final class StreamReports {

    private static final Logger LOG = Logger.getLogger(StreamReports.class);
    private static final int LONGEST = 300;

    WebhookAnswer note(Form form) {
        String event = Objects.requireNonNullElse(plain(form.get("StreamEvent")), "-");
        String error = plain(form.get("StreamError"));
        LOG.logf(
                event.equals("stream-error") || error != null ? Logger.Level.WARN : Logger.Level.INFO,
                "STREAM_STATUS call_sid=%s stream_sid=%s event=%s name=%s error=%s",
                WebhookParameters.callSid(form).orElse("-"),
                plain(form.get("StreamSid")),
                event,
                plain(form.get("StreamName")),
                error);
        return WebhookAnswer.NO_CONTENT;
    }

    private static @Nullable String plain(@Nullable String text) {
        return text == null ? null : UntrustedText.inLog(text, LONGEST);
    }
}
