package io.agentlocator.speech.app;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves recordings as Twilio does: the first requests for one get 404. */
public final class RecordingKeeper implements QuarkusTestResourceLifecycleManager {

    static final int NOT_FOUND_AT_FIRST = 2;
    static final Map<String, byte[]> FILES = new ConcurrentHashMap<>();
    static final Map<String, AtomicInteger> REQUESTS = new ConcurrentHashMap<>();

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            int request =
                    REQUESTS.computeIfAbsent(path, some -> new AtomicInteger()).incrementAndGet();
            byte[] file = FILES.get(path);
            boolean authorized = exchange.getRequestHeaders().containsKey("Authorization");
            try (exchange) {
                if (!authorized) {
                    exchange.sendResponseHeaders(401, -1);
                } else if (file == null || request <= NOT_FOUND_AT_FIRST) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    exchange.sendResponseHeaders(200, file.length);
                    exchange.getResponseBody().write(file);
                }
            }
        });
        server.start();
        return Map.of(
                "TWILIO_API_BASE_URL",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "TWILIO_ACCOUNT_SID",
                "AC00000000000000000000000000000000",
                "TWILIO_AUTH_TOKEN",
                "not-a-secret",
                "agentlocator.speech.recordings.pauses",
                "50ms,50ms,50ms,50ms");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
