package io.agentlocator.testbed.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One request as received, and how it ended.
 *
 * @param headers names in lower case
 * @param body of a form: its fields, with the length of its file as {@code file_bytes}
 * @param ended true when the whole response was sent; false when the client disconnected before
 */
public record Exchange(
        String method, String path, Map<String, String> headers, JsonNode body, CompletableFuture<Boolean> ended) {

    /** The last message of the conversation that the model was given. */
    public String lastMessage() {
        JsonNode messages = body.path("messages");
        return messages.path(messages.size() - 1).path("content").asText("");
    }

    public boolean chat() {
        return path.endsWith("/chat/completions");
    }

    public boolean transcription() {
        return path.endsWith("/audio/transcriptions");
    }

    public boolean speech() {
        return path.endsWith("/audio/speech");
    }

    /** The model that was asked for. */
    public String model() {
        return body.path("model").asText("");
    }

    boolean streamed() {
        // A form has no booleans.
        return body.path("stream").asText("false").equals("true");
    }
}
