package io.agentlocator.gateway.twilio;

import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What Twilio says of its streams. Only for people to read: that a handshake failed shows up nowhere else (319xx), but
 * nothing depends on it.
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

    /** In one line, and not a long one. */
    private static @Nullable String plain(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
