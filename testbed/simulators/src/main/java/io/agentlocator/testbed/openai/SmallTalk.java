package io.agentlocator.testbed.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/**
 * A simple model: it asks its questions in order, one after each answer, answers a goodbye with a goodbye, and calls the
 * tools that the request offers.
 */
public final class SmallTalk implements Function<JsonNode, ChatAnswer> {

    private static final List<String> QUESTIONS = List.of(
            "נעים מאוד. באיזה אזור מחפשים?",
            "מצוין. כמה חדרים?",
            "רשמתי. מה התקציב?",
            "תודה. מתי זה צריך לקרות?",
            "ומה השם, בבקשה?");

    @Override
    public ChatAnswer apply(JsonNode request) {
        int said = 0;
        String last = "";
        for (JsonNode message : request.path("messages")) {
            if (message.path("role").asText().equals("user")) {
                said++;
                last = message.path("content").asText();
            }
        }
        boolean tools = !request.path("tools").isEmpty();
        if (tools && (last.contains("להתראות") || last.contains("ביי"))) {
            return ChatAnswer.calling("end_call", "{}", "תודה רבה, יום נעים.");
        }
        if (tools && last.contains("נציג")) {
            return ChatAnswer.calling("transfer_to_human", "{}", "בשמחה, מעבירה.");
        }
        if (said > QUESTIONS.size()) {
            return ChatAnswer.calling("end_call", "{}", "תודה, רשמתי הכול.");
        }
        String answer = QUESTIONS.get(Math.max(0, said - 1));
        int middle = answer.length() / 2;
        return ChatAnswer.saying(answer.substring(0, middle), answer.substring(middle));
    }
}
