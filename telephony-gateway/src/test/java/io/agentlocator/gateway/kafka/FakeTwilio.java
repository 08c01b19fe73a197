package io.agentlocator.gateway.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * Twilio's REST API as far as updates of calls go, and the public address that forwards to the gateway. The ports are chosen
 * before the gateway starts, because its settings name them.
 */
final class FakeTwilio implements AutoCloseable {

    private record PlannedAnswer(int status, int code) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Map.Entry<String, String>> updates = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<PlannedAnswer>> script = new ConcurrentHashMap<>();
    private final Map<String, Integer> hidden = new ConcurrentHashMap<>();
    private final HttpServer twilio;
    private final HttpServer front;
    private volatile int gatewayPort;

    FakeTwilio() {
        twilio = server(twilioPort(), this::update);
        front = server(publicPort(), this::forward);
    }

    static int twilioPort() {
        return port("stand-ins.twilio");
    }

    static int publicPort() {
        return port("stand-ins.public");
    }

    void reset(int gatewayPort) {
        this.gatewayPort = gatewayPort;
    }

    /** The documents that the call was updated with, in order; those that were refused as well. */
    List<String> updates(String callSid) {
        return updates.stream()
                .filter(update -> update.getKey().equals(callSid))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The requests at the public address, with the status of each answer. */
    List<String> asked() {
        return asked;
    }

    void answers(String callSid, int status, int code) {
        script.computeIfAbsent(callSid, sid -> new ArrayDeque<>()).add(new PlannedAnswer(status, code));
    }

    void hide(String path) {
        hide(path, Integer.MAX_VALUE);
    }

    void hide(String path, int times) {
        hidden.put(path, times);
    }

    @Override
    public void close() {
        twilio.stop(0);
        front.stop(0);
    }

    private void update(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String callSid = path.substring(path.lastIndexOf('/') + 1).replace(".json", "");
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Deque<PlannedAnswer> answers = script.getOrDefault(callSid, new ArrayDeque<>());
        PlannedAnswer answer = answers.isEmpty() ? new PlannedAnswer(200, 0) : answers.poll();
        byte[] body = (answer.status == 200
                        ? "{\"sid\":\"" + callSid + "\",\"status\":\"in-progress\"}"
                        : "{\"code\":" + answer.code + ",\"message\":\"as the test wishes\",\"status\":" + answer.status
                                + "}")
                .getBytes(UTF_8);
        updates.add(Map.entry(callSid, URLDecoder.decode(form, UTF_8).replaceFirst("^Twiml=", "")));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void forward(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        int status = 404;
        String type = "text/plain";
        if (hidden.getOrDefault(path, 0) > 0) {
            hidden.computeIfPresent(path, (same, left) -> left - 1);
        } else {
            try {
                var answer = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gatewayPort + path))
                                .method(exchange.getRequestMethod(), BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding());
                status = answer.statusCode();
                type = answer.headers().firstValue("Content-Type").orElse(type);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        asked.add(exchange.getRequestMethod() + " " + path + " " + status);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private static HttpServer server(int port, Handler handler) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", handler::handle);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for every class loader of this JVM. */
    private static synchronized int port(String property) {
        return Integer.parseInt((String) System.getProperties().computeIfAbsent(property, absent -> {
            try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return Integer.toString(free.getLocalPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }
}
