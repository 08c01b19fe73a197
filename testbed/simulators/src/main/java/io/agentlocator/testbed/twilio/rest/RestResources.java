package io.agentlocator.testbed.twilio.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentlocator.testbed.twilio.media.ServerMessage;
import io.agentlocator.testbed.twilio.report.Notification;
import io.agentlocator.testbed.twilio.report.RecordingReport;
import io.agentlocator.testbed.twilio.webhook.PhoneNumber;
import io.agentlocator.testbed.twilio.webhook.Urls;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The resources of Twilio's 2010-04-01 interface that a phone agent uses. On the event loop. */
public final class RestResources {
    private static final int LONGEST_TWIML = 4000;
    private static final Pattern PATH = Pattern.compile("/2010-04-01/Accounts/([^/]+)/(\\w+)(?:/(\\w+))?(\\.\\w+)?");

    private final RestAccount account;
    private final RecordingStore recordings;

    public RestResources(RestAccount account, RecordingStore recordings) {
        this.account = account;
        this.recordings = recordings;
    }

    RestApi.Reply answer(String method, String path, Map<String, String> params) {
        if (path.equals("/2010-04-01/Accounts/" + account.accountSid() + ".json")) {
            return RestApi.Reply.json(200, account());
        }
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches() || !matcher.group(1).equals(account.accountSid())) return notFound(path);
        Optional<String> sid = Optional.ofNullable(matcher.group(3));
        String suffix = Optional.ofNullable(matcher.group(4)).orElse("");
        return switch (method + " " + matcher.group(2) + (sid.isPresent() ? "/sid" : "")) {
            case "POST Calls/sid" ->
                account.call(sid.orElseThrow())
                        .map(call -> update(call, params))
                        .orElseGet(() -> notFound(path));
            case "GET Calls/sid" ->
                account.call(sid.orElseThrow())
                        .map(call -> RestApi.Reply.json(200, json(call)))
                        .orElseGet(() -> notFound(path));
            case "GET Calls" ->
                list("calls", account.calls().stream().map(this::json).toList());
            case "POST Calls" -> RestApi.Reply.error(501, 20501, "Outgoing calls are not simulated");
            case "POST Messages" -> message(params);
            case "GET IncomingPhoneNumbers" ->
                list(
                        "incoming_phone_numbers",
                        account.numbers().stream()
                                .filter(number -> params.getOrDefault("PhoneNumber", number.e164())
                                        .equals(number.e164()))
                                .map(this::json)
                                .toList());
            case "GET Recordings/sid" -> recording(sid.orElseThrow(), suffix, path);
            default -> notFound(path);
        };
    }

    private RestApi.Reply update(RestCall call, Map<String, String> params) {
        String twiml = params.getOrDefault("Twiml", "");
        String url = params.getOrDefault("Url", "");
        String status = params.getOrDefault("Status", "");
        if (!twiml.isEmpty() && !url.isEmpty()) {
            return RestApi.Reply.error(400, 21218, "Twiml and Url are mutually exclusive");
        }
        if (twiml.length() > LONGEST_TWIML) {
            call.notify(32018, Notification.Level.ERROR, "Twiml of " + twiml.length() + " characters");
            return RestApi.Reply.error(400, 32018, "Twiml must be no longer than 4000 characters");
        }
        boolean live = call.callStatus().equals("in-progress");
        boolean ringing = call.callStatus().equals("ringing");
        if (!live && !(ringing && !status.isEmpty())) {
            return RestApi.Reply.error(400, 21220, "Call is not in-progress. Cannot redirect.");
        }
        if (!status.isEmpty()) {
            if (!status.equals("completed") && !(ringing && status.equals("canceled"))) {
                return RestApi.Reply.error(400, 21220, "Invalid call state for Status=" + status);
            }
            call.end(status);
        } else if (!twiml.isEmpty()) {
            call.update(twiml);
        } else if (!url.isEmpty()) {
            if (Urls.http(Optional.empty(), url).isEmpty()) return RestApi.Reply.error(400, 21205, "Url is not valid");
            call.updateUrl(url, params.getOrDefault("Method", "POST"));
        }
        return RestApi.Reply.json(200, json(call));
    }

    private RestApi.Reply message(Map<String, String> params) {
        if (params.getOrDefault("To", "").isEmpty()) return RestApi.Reply.error(400, 21604, "To is required");
        boolean from = params.containsKey("From") || params.containsKey("MessagingServiceSid");
        if (!from) return RestApi.Reply.error(400, 21603, "From or MessagingServiceSid is required");
        boolean content =
                params.containsKey("Body") || params.containsKey("ContentSid") || params.containsKey("MediaUrl");
        if (!content) return RestApi.Reply.error(400, 21619, "Body, MediaUrl or ContentSid is required");
        if (params.getOrDefault("Body", "").length() > 1600) {
            return RestApi.Reply.error(400, 21617, "Body exceeds 1600 characters");
        }
        SentMessage message = account.send(params);
        ObjectNode json = object().put("sid", message.messageSid())
                .put("account_sid", account.accountSid())
                .put("api_version", "2010-04-01")
                .put("status", "queued")
                .put("direction", "outbound-api")
                .put("from", params.getOrDefault("From", ""))
                .put("to", message.to())
                .put("body", params.getOrDefault("Body", ""))
                .put("num_segments", "1")
                .put("num_media", "0")
                .put("date_created", rfc2822(message.at()));
        return RestApi.Reply.json(201, json.putNull("error_code").putNull("error_message"));
    }

    private RestApi.Reply recording(String sid, String suffix, String path) {
        Optional<RecordingReport> known = recordings.find(sid);
        if (known.isEmpty()) return notFound(path);
        if (suffix.equals(".json")) {
            return RestApi.Reply.json(
                    200,
                    object().put("sid", sid)
                            .put("account_sid", account.accountSid())
                            .put("call_sid", known.get().callSid())
                            .put("status", "completed")
                            .put("duration", String.valueOf(known.get().length().toSeconds()))
                            .put("channels", 1)
                            .put("source", "RecordVerb")
                            .put("media_url", known.get().url()));
        }
        if (!suffix.isEmpty() && !suffix.equals(".wav")) {
            return RestApi.Reply.error(415, 20415, "Only WAV is simulated, not " + suffix);
        }
        return recordings
                .file(sid)
                .map(file -> new RestApi.Reply(200, "audio/x-wav", Buffer.buffer(file)))
                .orElseGet(() -> notFound(path));
    }

    private ObjectNode account() {
        return object().put("sid", account.accountSid())
                .put("friendly_name", "Simulated")
                .put("type", "Full")
                .put("status", "active");
    }

    private ObjectNode json(RestCall call) {
        return object().put("sid", call.callSid())
                .put("account_sid", account.accountSid())
                .put("api_version", "2010-04-01")
                .put("from", call.from())
                .put("to", call.to())
                .put("direction", "inbound")
                .put("status", call.callStatus())
                .put(
                        "duration",
                        call.duration().isPresent()
                                ? String.valueOf(call.duration().getAsLong())
                                : null)
                .put("date_created", rfc2822(call.dialledAt()))
                .put("uri", "/2010-04-01/Accounts/" + account.accountSid() + "/Calls/" + call.callSid() + ".json");
    }

    private ObjectNode json(PhoneNumber number) {
        return object().put("sid", "PN" + String.format("%032x", number.e164().hashCode() & 0xFFFFFFFFL))
                .put("account_sid", account.accountSid())
                .put("phone_number", number.e164())
                .put("voice_url", number.voiceUrl())
                .put("voice_method", number.voiceMethod())
                .put("voice_fallback_url", number.voiceFallbackUrl().orElse(""))
                .put("status_callback", number.statusCallback().orElse(""))
                .put("status_callback_method", "POST")
                .put("sms_url", number.messageUrl().orElse(""));
    }

    private RestApi.Reply list(String name, List<ObjectNode> entries) {
        ObjectNode page = object().put("page", 0).put("page_size", 50).putNull("next_page_uri");
        ArrayNode array = page.putArray(name);
        entries.forEach(array::add);
        return RestApi.Reply.json(200, page);
    }

    private static RestApi.Reply notFound(String path) {
        return RestApi.Reply.error(404, 20404, "The requested resource " + path + " was not found");
    }

    private static ObjectNode object() {
        return ServerMessage.JSON.createObjectNode();
    }

    private static String rfc2822(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }
}
