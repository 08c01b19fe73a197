package io.agentlocator.gateway.twilio;

import io.agentlocator.events.Call;
import io.agentlocator.gateway.CallStatus;
import io.agentlocator.gateway.Webhook;
import io.agentlocator.twilio.LiveCalls;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Twilio's parameters in the gateway's words. Any of them may be missing; only the call must be named. */
final class WebhookParameters {

    private WebhookParameters() {}

    /** @param afterTurn which document opened the stream that a call has left */
    static Optional<Webhook> read(Route route, Form form, int afterTurn, long greetingMs) {
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
     * The URL is told absolute and without a suffix, so that whoever fetches it may ask for the format it wants.
     */
    private static Webhook.@Nullable Recording recording(Form form) {
        String given = form.get("RecordingUrl");
        Integer seconds = form.count("RecordingDuration");
        if (given == null || (seconds != null && seconds == 0)) {
            return null;
        }
        String bare = given.strip().replaceFirst("[?#].*$", "").replaceFirst("(\\.(json|mp3|wav))+$", "");
        String url = bare.startsWith("/") ? LiveCalls.TWILIO_API + bare : bare;
        String named = form.get("RecordingSid");
        String sid = named == null ? url.substring(url.lastIndexOf('/') + 1) : named;
        return sid.isEmpty() ? null : new Webhook.Recording(sid, url, seconds == null ? 0 : seconds);
    }
}
