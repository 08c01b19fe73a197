package io.agentlocator.dialog.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentlocator.dialog.LanguageModel.Ending;
import io.agentlocator.dialog.lead.AnswerMerge;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.LeadAnswers.Intent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tool calls of a model. Unknown tools are ignored. */
final class ModelTools {

    static final String OFFER_MEETING = "offer_meeting";

    private final ObjectMapper json;

    ModelTools(ObjectMapper json) {
        this.json = json;
    }

    static Ending ending(List<ToolCall> tools) {
        if (tools.stream().anyMatch(tool -> tool.name().equals("transfer_to_human"))) {
            return Ending.PERSON;
        }
        return tools.stream().anyMatch(tool -> tool.name().equals("end_call")) ? Ending.GOODBYE : Ending.GOES_ON;
    }

    /** Whether a tool was called for its result, so that the model continues. */
    static boolean wantAnswer(List<ToolCall> tools) {
        return tools.stream().anyMatch(tool -> tool.name().equals(OFFER_MEETING));
    }

    LeadAnswers noted(List<ToolCall> tools) {
        LeadAnswers noted = LeadAnswers.NONE;
        for (ToolCall tool : tools) {
            if (tool.name().equals("save_lead")) {
                noted = AnswerMerge.latest(noted, lead(tool.arguments()));
            }
        }
        return noted;
    }

    /** Arguments that cannot be parsed give no answers: the caller's own words are read anyway. */
    private LeadAnswers lead(String arguments) {
        try {
            JsonNode lead = json.readTree(arguments);
            JsonNode rooms = lead.path("rooms");
            JsonNode budget = lead.path("budget_ils");
            return new LeadAnswers(
                    intent(lead.path("intent").asText("")),
                    text(lead, "area"),
                    text(lead, "property_type"),
                    rooms.isNumber() ? rooms.asDouble() : null,
                    budget.isNumber() ? budget.asLong() : null,
                    text(lead, "timing"),
                    text(lead, "name"),
                    text(lead, "phone"));
        } catch (JsonProcessingException e) {
            return LeadAnswers.NONE;
        }
    }

    private static @Nullable String text(JsonNode lead, String field) {
        String text = lead.path(field).asText("").strip();
        return text.isEmpty() || text.equals("null") ? null : text;
    }

    private static @Nullable Intent intent(String name) {
        return switch (name) {
            case "buy" -> Intent.BUY;
            case "rent" -> Intent.RENT;
            case "sell" -> Intent.SELL;
            case "let" -> Intent.LET;
            default -> null;
        };
    }
}
