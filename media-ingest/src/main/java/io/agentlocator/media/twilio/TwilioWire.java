package io.agentlocator.media.twilio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes Twilio's JSON. Stateless. Twilio sends numbers as strings; plain numbers are accepted too. Written
 * messages hold exactly the documented fields: with any other Twilio ignores the message (warning 31951).
 */
final class TwilioWire {

    /** Twilio's are two capitals and 32 hexadecimal digits. What is of another form is no stream and gets into no log. */
    private static final Pattern STREAM_SID = Pattern.compile("MZ[0-9A-Za-z]{1,62}");

    private static final Pattern CALL_SID = Pattern.compile("CA[0-9A-Za-z]{1,62}");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFactory FACTORY = JSON.getFactory();
    private static final Base64.Decoder FROM_TEXT = Base64.getDecoder();
    private static final Base64.Encoder TO_TEXT = Base64.getEncoder();

    private TwilioWire() {}

    /** Never throws, for any text. */
    static TwilioMessage read(String text) {
        try (JsonParser json = FACTORY.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return new TwilioMessage.Garbled("not an object");
            }
            var fields = new Fields();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "event" -> fields.event = json.getValueAsString();
                    case "streamSid" -> fields.streamSid = json.getValueAsString();
                    case "media" -> media(json, value, fields);
                    case "start", "mark", "dtmf" -> fields.body = json.readValueAsTree();
                    default -> json.skipChildren();
                }
            }
            return message(fields);
        } catch (IOException | IllegalArgumentException e) {
            return new TwilioMessage.Garbled(e.getClass().getSimpleName());
        }
    }

    static String media(String streamSid, byte[] mulaw) {
        return "{\"event\":\"media\",\"streamSid\":\"" + quoted(streamSid) + "\",\"media\":{\"payload\":\""
                + TO_TEXT.encodeToString(mulaw) + "\"}}";
    }

    static String mark(String streamSid, String name) {
        return "{\"event\":\"mark\",\"streamSid\":\"" + quoted(streamSid) + "\",\"mark\":{\"name\":\"" + quoted(name)
                + "\"}}";
    }

    static String clear(String streamSid) {
        return "{\"event\":\"clear\",\"streamSid\":\"" + quoted(streamSid) + "\"}";
    }

    private static final class Fields {
        @Nullable
        String event;

        @Nullable
        String streamSid;

        @Nullable
        JsonNode body;

        @Nullable
        String payload;

        @Nullable
        String track;

        long chunk;
        long timestampMs = -1;
    }

    private static void media(JsonParser json, JsonToken value, Fields fields) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "payload" -> fields.payload = json.getValueAsString();
                case "track" -> fields.track = json.getValueAsString();
                case "chunk" -> fields.chunk = json.getValueAsLong(0);
                case "timestamp" -> fields.timestampMs = json.getValueAsLong(-1);
                default -> json.skipChildren();
            }
        }
    }

    private static TwilioMessage message(Fields fields) {
        if (fields.event == null) {
            return new TwilioMessage.Garbled("no event");
        }
        return switch (fields.event) {
            case "media" -> media(fields);
            case "mark" -> new TwilioMessage.Mark(text(fields.body, "name"));
            case "dtmf" -> dtmf(text(fields.body, "digit"));
            case "start" -> start(fields);
            case "stop" -> new TwilioMessage.Stop();
            case "connected" -> new TwilioMessage.Connected();
            default -> new TwilioMessage.Unknown(fields.event);
        };
    }

    private static TwilioMessage media(Fields fields) {
        if (fields.payload == null) {
            return new TwilioMessage.Garbled("media without payload");
        }
        if (fields.track != null && !fields.track.startsWith("inbound")) {
            return new TwilioMessage.Unknown("media of another track");
        }
        byte[] mulaw = FROM_TEXT.decode(fields.payload);
        return mulaw.length == 0
                ? new TwilioMessage.Garbled("media without sound")
                : new TwilioMessage.Media(fields.chunk, fields.timestampMs, mulaw);
    }

    private static TwilioMessage dtmf(String digit) {
        return digit.matches("[0-9*#]") ? new TwilioMessage.Dtmf(digit) : new TwilioMessage.Garbled("no such digit");
    }

    private static TwilioMessage start(Fields fields) {
        String streamSid = text(fields.body, "streamSid");
        if (streamSid.isEmpty() && fields.streamSid != null) {
            streamSid = fields.streamSid;
        }
        String callSid = text(fields.body, "callSid");
        return !STREAM_SID.matcher(streamSid).matches()
                        || !CALL_SID.matcher(callSid).matches()
                ? new TwilioMessage.Garbled("start without its sids")
                : new TwilioMessage.Start(callSid, streamSid, parameters(fields.body));
    }

    /** Some senders encode the parameters as a string of JSON. */
    private static Map<String, String> parameters(@Nullable JsonNode start) {
        JsonNode given = start == null ? null : start.get("customParameters");
        if (given != null && given.isTextual()) {
            try {
                given = JSON.readTree(given.textValue());
            } catch (IOException e) {
                given = null;
            }
        }
        var parameters = new LinkedHashMap<String, String>();
        if (given != null && given.isObject()) {
            given.properties()
                    .forEach(each ->
                            parameters.put(each.getKey(), each.getValue().asText("")));
        }
        return parameters;
    }

    private static String text(@Nullable JsonNode body, String field) {
        JsonNode value = body == null ? null : body.get(field);
        return value == null || !value.isValueNode() ? "" : value.asText("");
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
