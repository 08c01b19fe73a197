package io.agentlocator.testbed.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The CRM's read API, as an integrator would call it. */
public final class Crm {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ServiceProcess service;

    public Crm(ServiceProcess service) {
        this.service = service;
    }

    /** The call as the CRM stored it; empty while it is not stored, or the CRM is not up. */
    public Optional<JsonNode> call(String callSid) {
        return get("/api/calls/" + callSid);
    }

    /** Waits until the call meets the condition, or the time-out passes. */
    public Optional<JsonNode> awaitCall(String callSid, Duration patience, Predicate<JsonNode> complete) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<JsonNode> call = call(callSid);
        while (call.filter(complete).isEmpty() && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return call;
            }
            call = call(callSid);
        }
        return call;
    }

    private Optional<JsonNode> get(String path) {
        try {
            var request = HttpRequest.newBuilder(service.url(path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
