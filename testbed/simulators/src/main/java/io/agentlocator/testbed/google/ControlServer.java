package io.agentlocator.testbed.google;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grpc.Status;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Controls a simulator from another process, over HTTP on loopback.
 *
 * <ul>
 *   <li>{@code POST /know?text=…}, body μ-law: adds a clip and its words; {@code DELETE /know} removes all
 *   <li>{@code POST /faults?method=streaming_recognize&fault=fails&code=UNAVAILABLE&message=…&after=0&times=1}; {@code
 *       times=always} until {@code DELETE /faults}. Faults: {@code fails, slow (by=ms), half_open, no_finals, deaf, silent,
 *       empty}
 *   <li>{@code GET /journal}: streams and sentences so far, as JSON
 *   <li>{@code GET /say?text=…&voice=…}: the sound of the simulated voice, μ-law
 * </ul>
 */
public final class ControlServer implements AutoCloseable {

    private final HttpServer http;
    private final GoogleSimulator simulator;
    private final ObjectMapper json = new ObjectMapper();

    private ControlServer(HttpServer http, GoogleSimulator simulator) {
        this.http = http;
        this.simulator = simulator;
    }

    /** @param port 0 takes a free one */
    public static ControlServer start(GoogleSimulator simulator, int port) throws IOException {
        var http = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        var control = new ControlServer(http, simulator);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", control::handle);
        http.start();
        return control;
    }

    public int port() {
        return http.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer;
            int status = 200;
            try {
                answer = answer(exchange);
            } catch (IllegalArgumentException e) {
                status = 400;
                answer = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
            }
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private byte[] answer(HttpExchange exchange) throws IOException {
        var query = query(exchange.getRequestURI().getRawQuery());
        var body = exchange.getRequestBody().readAllBytes();
        switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
            case "POST /know" -> simulator.know(required(query, "text"), body);
            case "DELETE /know" -> simulator.forgetClips();
            case "POST /faults" -> addFault(query);
            case "DELETE /faults" -> simulator.faults().clear();
            case "GET /journal" -> {
                return json.writeValueAsBytes(Map.of(
                        "streams", simulator.journal().streams(),
                        "spoken", simulator.journal().spoken()));
            }
            case "GET /say" -> {
                return SyntheticVoice.say(required(query, "text"), query.getOrDefault("voice", "caller"));
            }
            default -> throw new IllegalArgumentException("no such thing");
        }
        return new byte[0];
    }

    private void addFault(Map<String, String> query) {
        var method = Fault.Method.valueOf(required(query, "method").toUpperCase(Locale.ROOT));
        var fault = fault(query);
        var times = query.getOrDefault("times", "1");
        if (times.equals("always")) {
            simulator.faults().always(method, fault);
            return;
        }
        for (int i = 0; i < Integer.parseInt(times); i++) {
            simulator.faults().next(method, fault);
        }
    }

    private static Fault fault(Map<String, String> query) {
        return switch (required(query, "fault")) {
            case "fails" ->
                new Fault.Fails(
                        Status.Code.valueOf(query.getOrDefault("code", "UNAVAILABLE")),
                        query.getOrDefault("message", "The service is currently unavailable."),
                        Duration.ofMillis(Long.parseLong(query.getOrDefault("after", "0"))));
            case "slow" -> new Fault.Slow(Duration.ofMillis(Long.parseLong(required(query, "by"))));
            case "half_open" -> new Fault.HalfOpen();
            case "no_finals" -> new Fault.NoFinals();
            case "deaf" -> new Fault.Deaf();
            case "silent" -> new Fault.Silent();
            case "empty" -> new Fault.Empty();
            default -> throw new IllegalArgumentException("no such fault: " + query.get("fault"));
        };
    }

    private static String required(Map<String, String> query, String name) {
        var value = query.get(name);
        if (value == null) {
            throw new IllegalArgumentException("missing: " + name);
        }
        return value;
    }

    private static Map<String, String> query(@Nullable String raw) {
        var query = new HashMap<String, String>();
        if (raw != null) {
            Arrays.stream(raw.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .forEach(pair -> query.put(
                            pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        }
        return query;
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
