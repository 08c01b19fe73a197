package io.agentlocator.gateway.twilio;

import io.agentlocator.events.Call;
import io.agentlocator.gateway.CallStatus;
import io.agentlocator.gateway.Webhook;
import io.agentlocator.twilio.LiveCalls;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads Twilio's parameters. Any of them may be missing but the call sid. */
final class WebhookParameters {

    private static final Logger LOG = Logger.getLogger(WebhookParameters.class);

    private static final Pattern ACCOUNT_SID = Pattern.compile("AC[0-9A-Za-z]{1,64}");
    private static final Pattern RECORDING_SID = Pattern.compile("RE[0-9A-Za-z]{1,64}");
    /** The ids hold nothing that could change the meaning of an address; the origin holds no user. */
    private static final Pattern RECORDING_URL = Pattern.compile("(?<origin>https?://[^/?#@\\\\\\s]{1,255})?"
            + "(?<path>/2010-04-01/Accounts/" + ACCOUNT_SID + "/Recordings/(?<sid>" + RECORDING_SID + "))"
            + "(?:\\.(?:json|mp3|wav)){0,2}(?:[?#].*)?");

    private WebhookParameters() {}

    /** @param afterTurn which document opened the stream that a call has left */
    static Optional<Webhook> read(WebhookRoute route, Form form, int afterTurn, long greetingMs) {
        return callSid(form).map(callSid -> switch (route) {
            case INCOMING_CALL ->
                new Webhook.Incoming(
                        callSid,
                        Objects.requireNonNullElse(form.get("From"), "unknown"),
                        Objects.requireNonNullElse(form.get("To"), "unknown"),
                        direction(form.get("Direction")),
                        greetingMs);
            case STREAM_ENDED -> new Webhook.StreamLeft(callSid, CallStatus.of(form.get("CallStatus")), afterTurn);
            case TRANSFER_ENDED -> {
                String outcome = form.get("DialCallStatus");
                boolean reached = "completed".equals(outcome) || "answered".equals(outcome);
                yield new Webhook.TransferLeft(callSid, CallStatus.of(form.get("CallStatus")), reached);
            }
            case HANDLE_RECORDING -> new Webhook.Recorded(callSid, recording(form));
            case RECORDING_STATUS ->
                new Webhook.RecordingReady(
                        callSid, "completed".equals(form.get("RecordingStatus")) ? recording(form) : null);
            case CALL_STATUS ->
                new Webhook.StatusChanged(callSid, CallStatus.of(form.get("CallStatus")), form.count("CallDuration"));
            case STREAM_STATUS, WHATSAPP_MESSAGE, WHATSAPP_STATUS ->
                throw new IllegalArgumentException(route + " says nothing of a call's life");
        });
    }

    static Optional<String> callSid(Form form) {
        String callSid = form.get("CallSid");
        return callSid != null && callSid.matches("[A-Za-z0-9_-]{1,64}") ? Optional.of(callSid) : Optional.empty();
    }

    private static Call.Direction direction(@Nullable String text) {
        return text != null && text.toLowerCase(Locale.ROOT).startsWith("outbound")
                ? Call.Direction.OUTBOUND
                : Call.Direction.INBOUND;
    }

    /**
     * Null where nothing was recorded. The action of {@code <Record>} does not name the recording; its URL ends with it.
     * The URL is published absolute and without a suffix, so that whoever fetches it may ask for the format it wants.
     *
     * <p>A URL of another form is refused, for it leads whoever fetches it elsewhere. The recording itself is published
     * all the same where its ids are given: what the caller said must not be lost.
     */
    private static Webhook.@Nullable Recording recording(Form form) {
        String given = form.get("RecordingUrl");
        Integer seconds = form.count("RecordingDuration");
        if (given == null || given.isBlank() || (seconds != null && seconds == 0)) {
            return null;
        }
        int lasted = seconds == null ? 0 : seconds;
        String named = form.get("RecordingSid");
        String sid = named != null && RECORDING_SID.matcher(named).matches() ? named : null;
        Matcher url = RECORDING_URL.matcher(given.strip());
        if (url.matches()) {
            String origin = url.group("origin") == null ? LiveCalls.TWILIO_API.toString() : url.group("origin");
            return new Webhook.Recording(sid == null ? url.group("sid") : sid, origin + url.group("path"), lasted);
        }
        String account = form.get("AccountSid");
        boolean known = account != null && ACCOUNT_SID.matcher(account).matches();
        LOG.warnf(
                "recording URL refused: it is not one of Twilio's recordings call_sid=%s recording_sid=%s published=%b",
                callSid(form).orElse("-"), sid, known && sid != null);
        return sid == null || !known
                ? null
                : new Webhook.Recording(
                        sid, LiveCalls.TWILIO_API + "/2010-04-01/Accounts/" + account + "/Recordings/" + sid, lasted);
    }
}
