package io.agentlocator.testbed.twilio.media;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Map;

/** The messages that Twilio sends over a media socket, with its numbering: counters are JSON strings. */
final class StreamMessages {
    static final String CONNECTED = "{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}";

    private final String accountSid;
    private final String callSid;
    private final String streamSid;
    private long sequence;
    private long chunk;
    private long samples;

    StreamMessages(String accountSid, String callSid, String streamSid) {
        this.accountSid = accountSid;
        this.callSid = callSid;
        this.streamSid = streamSid;
    }

    String start(Map<String, String> parameters) {
        ObjectNode message = message("start");
        ObjectNode start = message.putObject("start");
        start.put("accountSid", accountSid).put("streamSid", streamSid).put("callSid", callSid);
        start.putArray("tracks").add("inbound");
        start.putObject("mediaFormat")
                .put("encoding", "audio/x-mulaw")
                .put("sampleRate", 8000)
                .put("channels", 1);
        ObjectNode custom = start.putObject("customParameters");
        parameters.forEach(custom::put);
        return message.put("streamSid", streamSid).toString();
    }

    /** Built without an object mapper: there are fifty per second and call. */
    String media(byte[] mulaw) {
        long timestamp = samples / 8;
        samples += mulaw.length;
        return "{\"event\":\"media\",\"sequenceNumber\":\"" + ++sequence
                + "\",\"media\":{\"track\":\"inbound\",\"chunk\":\"" + ++chunk
                + "\",\"timestamp\":\"" + timestamp
                + "\",\"payload\":\"" + Base64.getEncoder().encodeToString(mulaw)
                + "\"},\"streamSid\":\"" + streamSid + "\"}";
    }

    String dtmf(char digit) {
        ObjectNode message = message("dtmf").put("streamSid", streamSid);
        message.putObject("dtmf").put("track", "inbound_track").put("digit", String.valueOf(digit));
        return message.toString();
    }

    String mark(String name) {
        ObjectNode message = message("mark").put("streamSid", streamSid);
        message.putObject("mark").put("name", name);
        return message.toString();
    }

    String stop() {
        ObjectNode message = message("stop");
        message.putObject("stop").put("accountSid", accountSid).put("callSid", callSid);
        return message.put("streamSid", streamSid).toString();
    }

    private ObjectNode message(String event) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("event", event)
                .put("sequenceNumber", String.valueOf(++sequence));
    }
}
