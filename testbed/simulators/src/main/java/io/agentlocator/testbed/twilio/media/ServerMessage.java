package io.agentlocator.testbed.twilio.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;

/** A message of the application over the media socket. Anything unknown is {@link Invalid}, which Twilio reports once. */
public sealed interface ServerMessage {
    record Media(byte[] mulaw) implements ServerMessage {}

    record Mark(String name) implements ServerMessage {}

    record Clear() implements ServerMessage {}

    record Invalid(String why) implements ServerMessage {}

    ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static ServerMessage read(String text, String streamSid) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return new Invalid("not JSON");
        }
        if (!message.isObject()) return new Invalid("not a JSON object");
        String event = message.path("event").isTextual() ? message.path("event").textValue() : "";
        return switch (event) {
            case "media" -> media(message, streamSid);
            case "mark" -> mark(message, streamSid);
            case "clear" -> {
                String fault = fields(message, streamSid, Set.of("event", "streamSid"));
                yield fault.isEmpty() ? new Clear() : new Invalid(fault);
            }
            default -> new Invalid(event.isEmpty() ? "no event" : "unknown event " + event);
        };
    }

    private static ServerMessage media(JsonNode message, String streamSid) {
        String fault = fields(message, streamSid, Set.of("event", "streamSid", "media"));
        if (fault.isEmpty()) fault = only(message.path("media"), "payload");
        if (!fault.isEmpty()) return new Invalid("media: " + fault);
        try {
            return new Media(Base64.getDecoder()
                    .decode(message.path("media").path("payload").textValue()));
        } catch (IllegalArgumentException e) {
            return new Invalid("media: payload is not base64");
        }
    }

    private static ServerMessage mark(JsonNode message, String streamSid) {
        String fault = fields(message, streamSid, Set.of("event", "streamSid", "mark"));
        if (fault.isEmpty()) fault = only(message.path("mark"), "name");
        if (!fault.isEmpty()) return new Invalid("mark: " + fault);
        return new Mark(message.path("mark").path("name").textValue());
    }

    private static String fields(JsonNode message, String streamSid, Set<String> expected) {
        Set<String> extra = new TreeSet<>();
        message.fieldNames().forEachRemaining(extra::add);
        extra.removeAll(expected);
        if (!extra.isEmpty()) return "unknown field " + String.join(", ", extra);
        JsonNode sid = message.path("streamSid");
        if (!sid.isTextual()) return "no streamSid";
        return sid.textValue().equals(streamSid) ? "" : "wrong streamSid " + sid.textValue();
    }

    private static String only(JsonNode part, String name) {
        if (!part.isObject()) return "no object";
        if (!part.path(name).isTextual()) return "no " + name;
        return part.size() == 1 ? "" : "unknown field beside " + name;
    }
}
