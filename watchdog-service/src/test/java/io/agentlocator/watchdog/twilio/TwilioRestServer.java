package io.agentlocator.watchdog.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A fake of Twilio's REST API for the update of a call. */
public final class TwilioRestServer implements AutoCloseable {

    /** @param form what was posted */
    public record Update(String callSid, Map<String, String> form) {}

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final List<Update> updates = new CopyOnWriteArrayList<>();
    private final List<Answer> script = new ArrayList<>();

    public TwilioRestServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String callSid = path.substring(path.lastIndexOf('/') + 1).replace(".json", "");
            updates.add(new Update(
                    callSid, form(new String(exchange.getRequestBody().readAllBytes(), UTF_8))));
            Answer answer = next();
            byte[] body = answer.body.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Scripts the answer to the next update. Without a scripted answer an update succeeds. */
    public synchronized TwilioRestServer answers(int status, int code) {
        script.add(
                new Answer(status, "{\"code\": " + code + ", \"message\": \"scripted\", \"status\": " + status + "}"));
        return this;
    }

    public List<Update> updates() {
        return updates;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized Answer next() {
        return script.isEmpty() ? new Answer(200, "{\"status\": \"in-progress\"}") : script.removeFirst();
    }

    private static Map<String, String> form(String body) {
        var form = new LinkedHashMap<String, String>();
        for (String pair : body.split("&")) {
            String[] parts = pair.split("=", 2);
            form.put(URLDecoder.decode(parts[0], UTF_8), parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
        }
        return form;
    }
}
