package io.agentlocator.testbed.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The documents of chat/completions: the events of a stream, or the whole response. */
final class ChatStream {

    /** Hebrew letters per token, roughly. */
    private static final int LETTERS_A_TOKEN = 3;

    private final ObjectMapper json;
    private final JsonNode request;
    private int letters;

    ChatStream(ObjectMapper json, JsonNode request) {
        this.json = json;
        this.request = request;
    }

    String first() {
        return chunk(json.createObjectNode().put("role", "assistant").put("content", ""), null);
    }

    /** The event for a part; empty when the part sends none. */
    Optional<String> event(ChatAnswer.Part part) {
        return switch (part) {
            case ChatAnswer.Part.Text(String content) -> {
                letters += content.length();
                yield Optional.of(chunk(json.createObjectNode().put("content", content), null));
            }
            case ChatAnswer.Part.Tool tool -> {
                letters += tool.name().length() + tool.arguments().length();
                yield Optional.of(chunk(tool(tool), null));
            }
            case ChatAnswer.Part.Finish(String reason) -> Optional.of(chunk(json.createObjectNode(), reason));
            case ChatAnswer.Part.Usage usage ->
                request.path("stream_options").path("include_usage").asBoolean()
                        ? Optional.of(usageChunk())
                        : Optional.empty();
            case ChatAnswer.Part.Failure(String code) -> {
                ObjectNode failure = json.createObjectNode();
                failure.putObject("error").put("message", "failed").put("code", code);
                yield Optional.of(failure.toString());
            }
            case ChatAnswer.Part.Done done -> Optional.of("[DONE]");
            case ChatAnswer.Part.Wait wait -> Optional.empty();
            case ChatAnswer.Part.Drop drop -> Optional.empty();
            case ChatAnswer.Part.Bytes bytes -> Optional.empty();
        };
    }

    /** The response to a request without stream. */
    String whole(List<ChatAnswer.Part> parts) {
        var words = new StringBuilder();
        var tools = new ArrayList<ChatAnswer.Part.Tool>();
        String reason = "stop";
        for (ChatAnswer.Part part : parts) {
            if (part instanceof ChatAnswer.Part.Text(String content)) {
                words.append(content);
            } else if (part instanceof ChatAnswer.Part.Tool tool) {
                tools.add(tool);
            } else if (part instanceof ChatAnswer.Part.Finish(String why)) {
                reason = why;
            }
        }
        letters = words.length();
        ObjectNode document = head("chat.completion");
        ObjectNode choice = document.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        message.put("content", words.isEmpty() ? null : words.toString());
        if (!tools.isEmpty()) {
            var arguments = new StringBuilder();
            tools.forEach(tool -> arguments.append(tool.arguments()));
            message.putArray("tool_calls")
                    .addObject()
                    .put("id", tools.getFirst().id())
                    .put("type", "function")
                    .putObject("function")
                    .put("name", tools.getFirst().name())
                    .put("arguments", arguments.toString());
        }
        choice.put("finish_reason", reason);
        document.set("usage", usage());
        return document.toString();
    }

    private String chunk(ObjectNode delta, @Nullable String finish) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finish);
        return chunk.toString();
    }

    private ObjectNode tool(ChatAnswer.Part.Tool tool) {
        ObjectNode delta = json.createObjectNode();
        ObjectNode call = delta.putArray("tool_calls").addObject().put("index", tool.index());
        ObjectNode function;
        if (tool.id().isEmpty()) {
            function = call.putObject("function");
        } else {
            call.put("id", tool.id()).put("type", "function");
            function = call.putObject("function").put("name", tool.name());
        }
        function.put("arguments", tool.arguments());
        return delta;
    }

    private String usageChunk() {
        ObjectNode chunk = head("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", usage());
        return chunk.toString();
    }

    private ObjectNode usage() {
        int asked = 0;
        for (JsonNode message : request.path("messages")) {
            asked += message.path("content").asText("").length();
        }
        int prompt = 1 + asked / LETTERS_A_TOKEN;
        int completion = 1 + letters / LETTERS_A_TOKEN;
        return json.createObjectNode()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion);
    }

    private ObjectNode head(String object) {
        return json.createObjectNode()
                .put("id", "chatcmpl-1")
                .put("object", object)
                .put("created", 1)
                .put("model", request.path("model").asText("simulated"));
    }
}
