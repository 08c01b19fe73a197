package io.agentlocator.testbed.suite.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** Asks each chat model that the environment names one short Hebrew question, as a stream. */
final class LanguageModelCheck {

    private static final String VENDOR = "https://api.openai.com/v1";
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;
    private final HttpClient http;

    LanguageModelCheck(Surroundings surroundings, HttpClient http) {
        this.surroundings = surroundings;
        this.http = http;
    }

    List<VendorFinding> findings() throws InterruptedException {
        String base = surroundings.get("OPENAI_BASE_URL", VENDOR).replaceFirst("/+$", "");
        if (surroundings.get("OPENAI_API_KEY").isEmpty() && base.equals(VENDOR)) {
            return List.of(VendorFinding.missing("language-model", "OPENAI_API_KEY is missing"));
        }
        var models = new ArrayList<String>();
        models.add(surroundings.get("OPENAI_MODEL", "gpt-4o-mini"));
        surroundings.get("OPENAI_FALLBACK_MODEL").ifPresent(names -> models.addAll(List.of(names.split("\\s*,\\s*"))));
        var findings = new ArrayList<VendorFinding>();
        for (String model : models) {
            findings.add(ask(base, model));
        }
        return findings;
    }

    private VendorFinding ask(String base, String model) throws InterruptedException {
        var facts = new LinkedHashMap<String, String>();
        facts.put("endpoint", base);
        facts.put(
                "credentials",
                surroundings.get("OPENAI_API_KEY").map(Surroundings::masked).orElse("none"));
        facts.put("model", model);
        ObjectNode request = JSON.createObjectNode().put("model", model).put("stream", true);
        request.putObject("stream_options").put("include_usage", true);
        var messages = request.putArray("messages");
        messages.addObject().put("role", "system").put("content", "את לאה, סוכנת של משרד תיווך. עני במשפט אחד.");
        messages.addObject().put("role", "user").put("content", "שלום, אני מחפש דירת שלושה חדרים בתל אביב");
        var builder = HttpRequest.newBuilder(URI.create(base + "/chat/completions"))
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request.toString()));
        surroundings.get("OPENAI_API_KEY").ifPresent(key -> builder.header("Authorization", "Bearer " + key));
        long began = System.nanoTime();
        try {
            HttpResponse<Stream<String>> answer = http.send(builder.build(), HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> lines = answer.body()) {
                return answer.statusCode() == 200
                        ? read(lines.iterator(), began, facts)
                        : VendorFinding.failed("language-model", refused(answer.statusCode(), lines), facts);
            }
        } catch (IOException e) {
            return VendorFinding.failed("language-model", String.valueOf(e), facts);
        } catch (java.io.UncheckedIOException e) {
            return VendorFinding.failed("language-model", "the answer broke off: " + e.getMessage(), facts);
        }
    }

    private static VendorFinding read(Iterator<String> lines, long began, LinkedHashMap<String, String> facts)
            throws IOException {
        var words = new StringBuilder();
        boolean done = false;
        while (lines.hasNext() && !done) {
            String line = lines.next();
            String data = line.startsWith("data:") ? line.substring(5).strip() : "";
            done = data.equals("[DONE]");
            if (done || data.isEmpty()) {
                continue;
            }
            JsonNode chunk = JSON.readTree(data);
            String text = chunk.at("/choices/0/delta/content").asText("");
            if (!text.isEmpty() && words.isEmpty()) {
                facts.put("first_word_ms", millisSince(began));
            }
            words.append(text);
            if (chunk.hasNonNull("usage")) {
                facts.put("prompt_tokens", chunk.at("/usage/prompt_tokens").asText());
                facts.put(
                        "completion_tokens",
                        chunk.at("/usage/completion_tokens").asText());
            }
        }
        facts.put("answer_ms", millisSince(began));
        facts.put("answer", words.toString());
        if (words.isEmpty()) {
            return VendorFinding.failed("language-model", "the model said nothing", facts);
        }
        return done
                ? VendorFinding.ok("language-model", facts)
                : VendorFinding.failed("language-model", "the stream ended before its end", facts);
    }

    private static String refused(int status, Stream<String> lines) {
        String body = String.join("", lines.limit(50).toList());
        try {
            return "HTTP " + status + " "
                    + JSON.readTree(body).at("/error/message").asText("");
        } catch (IOException e) {
            return "HTTP " + status;
        }
    }

    static String millisSince(long began) {
        return Long.toString((System.nanoTime() - began) / 1_000_000);
    }
}
