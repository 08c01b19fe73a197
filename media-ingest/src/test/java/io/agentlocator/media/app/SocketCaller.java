package io.agentlocator.media.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The far end of a media socket, by the JDK's client. */
final class SocketCaller implements WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;
    private String streamSid = "";

    static SocketCaller dial(URI address, String... subprotocols) {
        var caller = new SocketCaller();
        var builder = HttpClient.newHttpClient().newWebSocketBuilder().connectTimeout(PATIENCE);
        if (subprotocols.length > 0) {
            builder.subprotocols(subprotocols[0]);
        }
        caller.socket = builder.buildAsync(address, caller).join();
        return caller;
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    void start(String callSid, String streamSid, String token) {
        this.streamSid = streamSid;
        text("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
        text("{\"event\":\"start\",\"sequenceNumber\":\"1\",\"start\":{\"accountSid\":\"AC1\",\"streamSid\":\""
                + streamSid
                + "\",\"callSid\":\"" + callSid
                + "\",\"tracks\":[\"inbound\"],\"mediaFormat\":{\"encoding\":\"audio/x-mulaw\",\"sampleRate\":8000,\"channels\":1},\"customParameters\":{\"call_sid\":\""
                + callSid + "\",\"token\":\"" + token + "\"}},\"streamSid\":\"" + streamSid + "\"}");
    }

    void frame(int number, byte[] mulaw) {
        text("{\"event\":\"media\",\"sequenceNumber\":\"" + (number + 1)
                + "\",\"media\":{\"track\":\"inbound\",\"chunk\":\"" + number + "\",\"timestamp\":\""
                + (number - 1) * 20
                + "\",\"payload\":\"" + Base64.getEncoder().encodeToString(mulaw) + "\"},\"streamSid\":\"" + streamSid
                + "\"}");
    }

    void echo(String mark) {
        text("{\"event\":\"mark\",\"sequenceNumber\":\"9\",\"streamSid\":\"" + streamSid + "\",\"mark\":{\"name\":\""
                + mark + "\"}}");
    }

    void stop() {
        text(
                "{\"event\":\"stop\",\"sequenceNumber\":\"10\",\"stop\":{\"accountSid\":\"AC1\",\"callSid\":\"CA1\"},\"streamSid\":\""
                        + streamSid + "\"}");
    }

    void text(String text) {
        socket.sendText(text, true).join();
    }

    /** Closes without a close frame, as when the network fails. */
    void drop() {
        socket.abort();
    }

    JsonNode next() {
        try {
            String text = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("nothing came");
            }
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int closedWith() {
        return closed.copy().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            received.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }
}
