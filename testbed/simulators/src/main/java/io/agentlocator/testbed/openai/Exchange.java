package io.agentlocator.testbed.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One request as it came, and how it ended.
 *
 * @param headers names in lower case
 * @param ended true when the answer was sent to its end; false when the client had gone before
 */
public record Exchange(
        String method, String path, Map<String, String> headers, JsonNode body, CompletableFuture<Boolean> ended) {

    /** The last message of the conversation that the model was given. */
    public String lastMessage() {
        JsonNode messages = body.path("messages");
        return messages.path(messages.size() - 1).path("content").asText("");
    }
}
