package io.agentlocator.gonogo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentlocator.twilio.PublicUrl;
import io.agentlocator.twilio.TwilioSignature;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The deployment as it is reached from outside. Every request has a time-out. */
final class Deployment {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PublicUrl url;
    private final Credentials credentials;
    private final HttpClient http = HttpClient.newBuilder()
            // As Twilio does. Not every proxy accepts an offer of HTTP/2 in clear text.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param authToken the token that signs webhooks; empty when it is not known here */
    record Credentials(Optional<String> accountSid, Optional<String> authToken, Optional<String> apiBaseUrl) {}

    Deployment(PublicUrl url, Credentials credentials) {
        this.url = url;
        this.credentials = credentials;
    }

    PublicUrl url() {
        return url;
    }

    Credentials credentials() {
        return credentials;
    }

    HttpClient http() {
        return http;
    }

    boolean canSign() {
        return credentials.authToken().isPresent();
    }

    HttpResponse<byte[]> get(String pathAndQuery) throws Unreachable {
        return send(request(pathAndQuery).GET());
    }

    HttpResponse<byte[]> head(String path) throws Unreachable {
        return send(request(path).method("HEAD", BodyPublishers.noBody()));
    }

    /** Sends a webhook, signed as Twilio signs it. */
    HttpResponse<byte[]> webhook(String path, Map<String, String> form) throws Unreachable {
        String body = form.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .POST(BodyPublishers.ofString(body));
        Map<String, List<String>> signed = new TreeMap<>();
        form.forEach((name, value) -> signed.put(name, List.of(value)));
        credentials
                .authToken()
                .ifPresent(token ->
                        request.header(TwilioSignature.HEADER, new TwilioSignature(token).sign(url.of(path), signed)));
        return send(request);
    }

    /** The named log lines of a call, ordered by time; empty when the deployment does not show them. */
    List<OpsLine> log(String callSid) throws Unreachable {
        if (!canSign()) {
            return List.of();
        }
        String path = "/ops/log?call_sid=" + callSid;
        String signature = new TwilioSignature(credentials.authToken().orElseThrow()).sign(url.of(path), Map.of());
        HttpResponse<byte[]> answer =
                send(request(path).header(TwilioSignature.HEADER, signature).GET());
        if (answer.statusCode() != 200) {
            return List.of();
        }
        List<OpsLine> lines = new ArrayList<>();
        json(answer)
                .forEach(line -> lines.add(new OpsLine(
                        line.path("at").asText(),
                        line.path("service").asText(),
                        line.path("name").asText(),
                        line.path("line").asText())));
        return lines;
    }

    /** @throws Unreachable when the answer is not JSON */
    static JsonNode json(HttpResponse<byte[]> answer) throws Unreachable {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new Unreachable(Words.of("no-json", answer.uri().getPath()), e);
        }
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(url.of(pathAndQuery)));
    }

    /** Sends a request to the deployment or to Twilio. */
    HttpResponse<byte[]> send(HttpRequest.Builder request) throws Unreachable {
        HttpRequest built = request.timeout(PATIENCE).build();
        try {
            // The time-out of the request covers the time to the first byte only.
            return http.sendAsync(built, BodyHandlers.ofByteArray())
                    .get(PATIENCE.toMillis() + 1_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new Unreachable(Words.of("no-answer", built.uri(), String.valueOf(e.getCause())), e);
        } catch (TimeoutException e) {
            throw new Unreachable(Words.of("no-end", built.uri()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(Words.of("interrupted"), e);
        }
    }
}
