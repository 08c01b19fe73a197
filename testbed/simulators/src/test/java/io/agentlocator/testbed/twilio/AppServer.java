package io.agentlocator.testbed.twilio;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A scripted application: answers by path, records requests, and holds the media sockets. */
public final class AppServer implements AutoCloseable {
    record Request(
            String method,
            String path,
            String uri,
            Map<String, String> headers,
            Map<String, String> form,
            long nanos) {}

    public record Message(JsonObject json, long nanos) {
        public String event() {
            return json.getString("event");
        }
    }

    /** A media socket with its messages. */
    public static final class Socket {
        public final ServerWebSocket ws;
        final Map<String, String> headers;
        final List<Message> messages = new CopyOnWriteArrayList<>();
        volatile boolean closed;
        volatile Short closeCode;

        Socket(ServerWebSocket ws) {
            this.ws = ws;
            this.headers = AppServer.headers(ws.headers());
        }

        public List<Message> of(String event) {
            return messages.stream()
                    .filter(message -> event.equals(message.event()))
                    .toList();
        }

        String streamSid() {
            return of("start").getFirst().json.getString("streamSid");
        }

        public void media(byte[] mulaw) {
            send(new JsonObject()
                    .put("event", "media")
                    .put("streamSid", streamSid())
                    .put(
                            "media",
                            new JsonObject().put("payload", Base64.getEncoder().encodeToString(mulaw))));
        }

        public void mark(String name) {
            send(new JsonObject()
                    .put("event", "mark")
                    .put("streamSid", streamSid())
                    .put("mark", new JsonObject().put("name", name)));
        }

        public void clear() {
            send(new JsonObject().put("event", "clear").put("streamSid", streamSid()));
        }

        void send(JsonObject json) {
            ws.writeTextMessage(json.encode());
        }

        boolean marked(String name) {
            return of("mark").stream()
                    .anyMatch(message ->
                            message.json.getJsonObject("mark").getString("name").equals(name));
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Map<String, Consumer<HttpServerRequest>> answers = new ConcurrentHashMap<>();
    final List<Request> requests = new CopyOnWriteArrayList<>();
    public final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile BiConsumer<Socket, Message> onMessage = (socket, message) -> {};
    private volatile Predicate<ServerWebSocket> refuses = socket -> false;
    final int port;

    public AppServer() {
        this(new HttpServerOptions());
    }

    AppServer(HttpServerOptions options) {
        server = vertx.createHttpServer(options);
        server.requestHandler(this::request);
        server.webSocketHandler(this::socket);
        try {
            port = server.listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS)
                    .actualPort();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public String url() {
        return http();
    }

    String http() {
        return "http://127.0.0.1:" + port;
    }

    String ws() {
        return "ws://127.0.0.1:" + port;
    }

    public AppServer twiml(String path, String body) {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + body + "</Response>";
        return answer(path, 200, "text/xml; charset=utf-8", Buffer.buffer(xml));
    }

    AppServer answer(String path, int status, String type, Buffer body) {
        return serve(
                path,
                request -> request.response()
                        .setStatusCode(status)
                        .putHeader("Content-Type", type)
                        .end(body));
    }

    AppServer serve(String path, Consumer<HttpServerRequest> answer) {
        answers.put(path, answer);
        return this;
    }

    public AppServer onMessage(BiConsumer<Socket, Message> handler) {
        onMessage = handler;
        return this;
    }

    AppServer refuse(Predicate<ServerWebSocket> which) {
        refuses = which;
        return this;
    }

    List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path.equals(path)).toList();
    }

    private void request(HttpServerRequest request) {
        long nanos = System.nanoTime();
        request.body().onSuccess(body -> {
            requests.add(new Request(
                    request.method().name(),
                    request.path(),
                    request.uri(),
                    headers(request.headers()),
                    form(body.toString()),
                    nanos));
            answers.getOrDefault(
                            request.path(),
                            unknown -> unknown.response().setStatusCode(404).end())
                    .accept(request);
        });
    }

    private void socket(ServerWebSocket ws) {
        if (refuses.test(ws)) {
            ws.reject(403);
            return;
        }
        Socket socket = new Socket(ws);
        ws.textMessageHandler(text -> {
            Message message = new Message(new JsonObject(text), System.nanoTime());
            socket.messages.add(message);
            onMessage.accept(socket, message);
        });
        ws.closeHandler(nothing -> {
            socket.closeCode = ws.closeStatusCode();
            socket.closed = true;
        });
        sockets.add(socket);
    }

    private static Map<String, String> headers(io.vertx.core.MultiMap all) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.forEach(entry -> headers.put(entry.getKey(), entry.getValue()));
        return headers;
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : body.split("&")) {
            if (pair.isEmpty()) continue;
            String[] parts = pair.split("=", 2);
            form.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
