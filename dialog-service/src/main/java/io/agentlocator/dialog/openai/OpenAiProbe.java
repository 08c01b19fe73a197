package io.agentlocator.dialog.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Requests a server's list of models: checks that it answers, accepts our key, and offers the configured models. */
public final class OpenAiProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final OpenAiServer server;
    private final List<String> models;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ObjectMapper json = new ObjectMapper();

    /**
     * @param allowed false when the server refused our credentials
     * @param trouble one line that names what is wrong, without secrets; empty for nothing
     */
    public record Finding(boolean allowed, Optional<String> trouble) {

        static Finding well() {
            return new Finding(true, Optional.empty());
        }

        static Finding of(String trouble) {
            return new Finding(true, Optional.of(trouble));
        }
    }

    /** @param models the models that must be offered */
    public OpenAiProbe(OpenAiServer server, List<String> models) {
        this.server = server;
        this.models = List.copyOf(models);
    }

    /** Blocks for at most three seconds. */
    public Finding find() throws InterruptedException {
        try {
            var answer = client.send(
                    server.request("/models").timeout(PATIENCE).GET().build(), BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> offered(answer.body());
                case 401, 403 ->
                    new Finding(false, Optional.of("the key is refused (HTTP " + answer.statusCode() + ")"));
                // Not every compatible server has the list. That it answers is enough.
                case 404, 405 -> Finding.well();
                default -> Finding.of("GET /models answers HTTP " + answer.statusCode());
            };
        } catch (HttpTimeoutException e) {
            return Finding.of("no answer within " + PATIENCE.toSeconds() + " s");
        } catch (IOException e) {
            return Finding.of("unreachable: " + e.getClass().getSimpleName());
        }
    }

    private Finding offered(String body) {
        try {
            JsonNode list = json.readTree(body).path("data");
            List<String> missing = models.stream()
                    .filter(model ->
                            !list.isEmpty() && !list.findValuesAsText("id").contains(model))
                    .toList();
            return missing.isEmpty()
                    ? Finding.well()
                    : Finding.of("the server does not offer " + String.join(", ", missing));
        } catch (JsonProcessingException e) {
            return Finding.of("GET /models answers no JSON");
        }
    }
}
