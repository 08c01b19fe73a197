package io.agentlocator.media.twilio;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Plays Twilio's part of a stream towards this process's own socket. It returns each mark at once, as if the sound had
 * been played. Used by one thread.
 */
public final class LoopbackCaller implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final long FRAME_MS = 20;

    private final HttpClient client;
    private final WebSocket socket;
    private final Receiver receiver;
    private int frames;

    private LoopbackCaller(HttpClient client, WebSocket socket, Receiver receiver) {
        this.client = client;
        this.socket = socket;
        this.receiver = receiver;
    }

    /**
     * @param password as {@link TwilioSocket#SELF_TEST_HEADER} requires it
     * @throws RuntimeException if the socket does not open
     */
    public static LoopbackCaller dial(URI address, String subprotocol, String password) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        try {
            var receiver = new Receiver();
            WebSocket socket = client.newWebSocketBuilder()
                    .connectTimeout(PATIENCE)
                    .header(TwilioSocket.SELF_TEST_HEADER, password)
                    .subprotocols(subprotocol)
                    .buildAsync(address, receiver)
                    .join();
            return new LoopbackCaller(client, socket, receiver);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    public void start(String callSid, String token) {
        send(socket, event("connected"));
        ObjectNode start = NODES.objectNode().put("streamSid", "MZ" + callSid).put("callSid", callSid);
        start.set(
                "customParameters", NODES.objectNode().put("call_sid", callSid).put("token", token));
        send(socket, event("start").set("start", start));
    }

    /** @param mulaw 20 ms */
    public void speak(byte[] mulaw) {
        frames++;
        ObjectNode media = NODES.objectNode()
                .put("track", "inbound")
                .put("chunk", Integer.toString(frames))
                .put("timestamp", Long.toString((frames - 1) * FRAME_MS))
                .put("payload", Base64.getEncoder().encodeToString(mulaw));
        send(socket, event("media").set("media", media));
    }

    public void stop() {
        send(socket, event("stop"));
    }

    /** Whether sound and a mark have been received. */
    public boolean hasHeard() {
        return receiver.media.get() > 0 && receiver.marks.get() > 0;
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }

    private static ObjectNode event(String name) {
        return NODES.objectNode().put("event", name);
    }

    private static void send(WebSocket to, Object message) {
        to.sendText(message.toString(), true)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static final class Receiver implements WebSocket.Listener {

        final AtomicInteger media = new AtomicInteger();
        final AtomicInteger marks = new AtomicInteger();
        private final StringBuilder partial = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                String message = partial.toString();
                partial.setLength(0);
                switch (event(message)) {
                    case "media" -> media.incrementAndGet();
                    case "mark" -> {
                        marks.incrementAndGet();
                        send(from, message);
                    }
                    default -> {}
                }
            }
            from.request(1);
            return null;
        }

        private static String event(String message) {
            try {
                return JSON.readTree(message).path("event").asText();
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                return "";
            }
        }
    }
}
