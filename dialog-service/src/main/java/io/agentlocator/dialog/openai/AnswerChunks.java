package io.agentlocator.dialog.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the chunks of one streamed answer together. Tool calls come in fragments, which are joined by their index. */
final class AnswerChunks {

    private final ObjectMapper json;
    private final TreeMap<Integer, Tool> tools = new TreeMap<>();
    private boolean begun;
    private boolean finished;
    private boolean cutForLength;
    private int promptTokens;
    private int completionTokens;

    private static final class Tool {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
    }

    AnswerChunks(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param data the payload of one {@code data:} line
     * @return the text that the chunk adds, perhaps empty
     */
    String take(String data) throws ModelFailure {
        JsonNode chunk;
        try {
            chunk = json.readTree(data);
        } catch (JsonProcessingException e) {
            throw new ModelFailure(Kind.BROKEN_OFF, "a chunk is no JSON");
        }
        if (chunk.hasNonNull("error")) {
            throw new ModelFailure(
                    Kind.BROKEN_OFF,
                    "error in the stream: " + chunk.path("error").path("code").asText("-"));
        }
        // The chunk with the usage has no choices.
        JsonNode usage = chunk.path("usage");
        promptTokens = Math.max(promptTokens, usage.path("prompt_tokens").asInt(0));
        completionTokens =
                Math.max(completionTokens, usage.path("completion_tokens").asInt(0));
        JsonNode choice = chunk.path("choices").path(0);
        if (choice.hasNonNull("finish_reason")) {
            finished = true;
            cutForLength = choice.path("finish_reason").asText().equals("length");
        }
        JsonNode delta = choice.path("delta");
        for (JsonNode fragment : delta.path("tool_calls")) {
            Tool tool = tools.computeIfAbsent(fragment.path("index").asInt(tools.size()), index -> new Tool());
            tool.id = orElse(fragment.path("id"), tool.id);
            tool.name = orElse(fragment.path("function").path("name"), tool.name);
            tool.arguments.append(fragment.path("function").path("arguments").asText(""));
        }
        String content = orElse(delta.path("content"), "");
        String text = content.isEmpty() ? orElse(delta.path("refusal"), "") : content;
        begun |= !text.isEmpty() || !tools.isEmpty();
        return text;
    }

    /** Whether there was any text or tool call. */
    boolean begun() {
        return begun;
    }

    /** Whether the answer is whole: a finish reason or {@code [DONE]} has come. */
    boolean finished() {
        return finished;
    }

    /** {@code [DONE]} has come. */
    void finish() {
        finished = true;
    }

    /** Whether the model stopped at its token limit, perhaps within a sentence. */
    boolean cutForLength() {
        return cutForLength;
    }

    int promptTokens() {
        return promptTokens;
    }

    int completionTokens() {
        return completionTokens;
    }

    List<ToolCall> tools() {
        var calls = new ArrayList<ToolCall>();
        tools.values().forEach(tool -> calls.add(new ToolCall(tool.id, tool.name, tool.arguments.toString())));
        return calls;
    }

    private static String orElse(@Nullable JsonNode node, String otherwise) {
        return node == null
                        || node.isMissingNode()
                        || node.isNull()
                        || node.asText().isEmpty()
                ? otherwise
                : node.asText();
    }
}
