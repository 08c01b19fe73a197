package io.agentlocator.testbed.phone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agentlocator.testbed.twilio.CallRequest;
import io.agentlocator.testbed.twilio.TwilioSimulator;
import io.agentlocator.testbed.twilio.report.CallReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * The simulated Twilio with its callers as a process of its own, controlled over HTTP on 127.0.0.1:
 * {@code POST /calls} with a scenario in YAML places a call (201, its CallSid), {@code GET /calls/{sid}} gives the
 * report (202 while the call lasts), {@code GET /notifications}, {@code /requests} and {@code /messages} list what the
 * network has seen.
 */
public final class TelephoneNetwork implements AutoCloseable {
    private final TwilioSimulator twilio;
    private final CallerVoice voice;
    private final HttpServer control;
    private final Map<String, PhoneCall> calls = new ConcurrentHashMap<>();

    private TelephoneNetwork(NetworkSettings settings) throws IOException {
        twilio = TwilioSimulator.start(settings.simulator());
        voice = settings.voice();
        control =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), settings.controlPort()), 0);
        control.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        control.createContext("/", this::serve);
        control.start();
    }

    /** @param args the settings file */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: TelephoneNetwork settings.yaml");
            System.exit(2);
        }
        TelephoneNetwork network = start(Path.of(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(network::close));
        System.out.println(
                "telephone network ready rest=" + network.twilio.baseUrl() + " control=" + network.controlUrl());
    }

    static TelephoneNetwork start(Path settings) throws IOException {
        return new TelephoneNetwork(NetworkSettings.read(settings));
    }

    String controlUrl() {
        return "http://127.0.0.1:" + control.getAddress().getPort();
    }

    @Override
    public void close() {
        control.stop(0);
        twilio.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            switch (exchange.getRequestMethod() + " " + path) {
                case "POST /calls" -> place(exchange);
                case "GET /notifications" -> answer(exchange, 200, twilio.notifications());
                case "GET /requests" -> answer(exchange, 200, twilio.restRequests());
                case "GET /messages" -> answer(exchange, 200, twilio.sentMessages());
                default -> report(exchange, path.startsWith("/calls/") ? path.substring("/calls/".length()) : "");
            }
        }
    }

    private void place(HttpExchange exchange) throws IOException {
        try {
            String yaml = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Scenario scenario = ScenarioReader.read(yaml, Path.of("."));
            String to = scenario.to()
                    .orElseGet(() -> twilio.config().numbers().getFirst().e164());
            CallRequest request = CallRequest.of(scenario.from().orElse("+972500000000"), to);
            PhoneCall call = PhoneCaller.with(voice).dial(twilio, request, scenario);
            calls.put(call.call().callSid(), call);
            answer(exchange, 201, Map.of("callSid", call.call().callSid()));
        } catch (RuntimeException e) {
            answer(exchange, 400, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    private void report(HttpExchange exchange, String callSid) throws IOException {
        PhoneCall call = calls.get(callSid);
        if (call == null) answer(exchange, 404, Map.of("error", "no such call"));
        else if (!call.report().isDone()) answer(exchange, 202, call.call().timeline());
        else answer(exchange, 200, outcome(call));
    }

    private static Object outcome(PhoneCall call) {
        try {
            CallReport report = call.report().join();
            return report;
        } catch (RuntimeException e) {
            return Map.of("error", String.valueOf(e.getMessage()));
        }
    }

    private static void answer(HttpExchange exchange, int status, Object value) throws IOException {
        byte[] body = ReportJson.of(value).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
