package io.agentlocator.dialog.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentlocator.dialog.ModelRequest;
import io.agentlocator.dialog.lead.HistoryEntry;
import io.agentlocator.dialog.lead.LeadWording;
import io.agentlocator.events.LeadAnswers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Builds the JSON of chat/completions requests. */
final class ChatRequests {

    private static final Pattern REASONING = Pattern.compile("(?:o\\d|gpt-5)");

    /** Older messages are not sent again. */
    private static final int MOST_MESSAGES = 40;

    private final ObjectMapper json;
    private final String model;
    private final String system;

    ChatRequests(ObjectMapper json, String model, String business) {
        this.json = json;
        this.model = model;
        this.system = resource("/leah_he.txt").replace("{business}", business);
    }

    ObjectNode first(ModelRequest asked) {
        ObjectNode request = json.createObjectNode().put("model", model).put("stream", true);
        // Reasoning models reject temperature and max_tokens.
        if (REASONING.matcher(model).lookingAt()) {
            request.put("max_completion_tokens", 1_000).put("reasoning_effort", "low");
        } else {
            request.put("temperature", 0.4).put("max_tokens", 300);
        }
        request.putObject("stream_options").put("include_usage", true);
        ArrayNode messages = request.putArray("messages");
        messages.addObject().put("role", "system").put("content", system);
        String known = known(asked.known());
        if (!known.isEmpty()) {
            messages.addObject().put("role", "system").put("content", "ידוע עד עכשיו, ואין לשאול על כך שוב: " + known);
        }
        List<HistoryEntry> history = asked.history();
        history.subList(Math.max(0, history.size() - MOST_MESSAGES), history.size())
                .forEach(said -> messages.add(message(said)));
        if (!asked.already().isEmpty()) {
            messages.addObject().put("role", "assistant").put("content", String.join(" ", asked.already()));
            messages.addObject()
                    .put("role", "system")
                    .put("content", "המשיכי את התשובה מהמקום שבו נעצרה, בלי לחזור על מה שכבר נאמר.");
        }
        request.set("tools", tools());
        return request;
    }

    /** The known answers in Hebrew: a model that takes over need not derive them from the whole conversation. */
    private static String known(LeadAnswers answers) {
        var parts = new ArrayList<String>();
        String wishes = LeadWording.wishes(answers);
        if (!wishes.isEmpty()) {
            parts.add(wishes);
        }
        if (answers.name() != null) {
            parts.add("שם: " + answers.name());
        }
        if (answers.phone() != null) {
            parts.add("טלפון: " + LeadWording.phone(answers.phone()));
        }
        return String.join(", ", parts);
    }

    /** The second request: the first one, what the model said, and the results of the tools that it called. */
    ObjectNode afterTools(ObjectNode first, List<String> said, List<ToolCall> calls, String meetingWindows) {
        ObjectNode request = first.deepCopy();
        ArrayNode messages = (ArrayNode) request.get("messages");
        ArrayNode called = messages.addObject()
                .put("role", "assistant")
                .put("content", said.isEmpty() ? null : String.join(" ", said))
                .putArray("tool_calls");
        for (ToolCall call : calls) {
            called.addObject()
                    .put("id", call.id())
                    .put("type", "function")
                    .putObject("function")
                    .put("name", call.name())
                    .put("arguments", call.arguments());
        }
        for (ToolCall call : calls) {
            messages.addObject()
                    .put("role", "tool")
                    .put("tool_call_id", call.id())
                    .put("content", call.name().equals(ModelTools.OFFER_MEETING) ? meetingWindows : "נרשם");
        }
        return request.put("tool_choice", "none");
    }

    private ObjectNode message(HistoryEntry said) {
        return switch (said) {
            case HistoryEntry.Caller caller ->
                json.createObjectNode()
                        .put("role", "user")
                        .put("content", caller.text().isBlank() ? "(לא נשמע ברור)" : caller.text());
            case HistoryEntry.Agent agent ->
                json.createObjectNode().put("role", "assistant").put("content", agent.text());
        };
    }

    private ArrayNode tools() {
        ArrayNode tools = json.createArrayNode();
        ObjectNode lead = tool(tools, "save_lead", "שומר את כל מה שהמתקשר אמר על עצמו עד עכשיו");
        lead.putObject("intent")
                .put("type", "string")
                .putArray("enum")
                .add("buy")
                .add("rent")
                .add("sell")
                .add("let");
        for (String text : List.of("area", "property_type", "timing", "name", "phone")) {
            lead.putObject(text).put("type", "string");
        }
        lead.putObject("rooms").put("type", "number");
        lead.putObject("budget_ils").put("type", "integer");
        tool(tools, ModelTools.OFFER_MEETING, "מבקש חלונות זמן פנויים להציע לפגישה");
        tool(tools, "transfer_to_human", "מעביר את השיחה לנציג אנושי");
        tool(tools, "end_call", "מסיים את השיחה אחרי משפט הפרידה");
        return tools;
    }

    private static ObjectNode tool(ArrayNode tools, String name, String description) {
        ObjectNode function = tools.addObject().put("type", "function").putObject("function");
        function.put("name", name).put("description", description);
        ObjectNode parameters = function.putObject("parameters").put("type", "object");
        return parameters.putObject("properties");
    }

    private static String resource(String name) {
        try (InputStream in = ChatRequests.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
