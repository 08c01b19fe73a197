package io.agentlocator.crm;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that is stored about a call. What is not known yet is null. Holds personal data. */
public record CallDetails(
        Header call,
        @Nullable String summary,
        @Nullable Integer callerTurns,
        List<Turn> turns,
        List<Recording> recordings,
        List<Alert> alerts,
        EngineWork work,
        @Nullable LeadRecord lead) {

    /**
     * @param status unknown, received, in-progress, or Twilio's terminal status
     * @param continuation how the call went on when its stream had ended
     */
    public record Header(
            String callSid,
            @Nullable String from,
            @Nullable String to,
            @Nullable String direction,
            String status,
            @Nullable Instant receivedAt,
            @Nullable Instant endedAt,
            @Nullable Integer lastedSeconds,
            @Nullable String continuation,
            @Nullable String disposition,
            @Nullable UUID leadId) {}

    /**
     * @param speaker caller or agent
     * @param number the caller's utterance or the agent's turn
     * @param sequence the sentence within the turn
     * @param tookMs from the end of the utterance to its words; null for the agent's sentences
     * @param cancelled why the rest of the turn was cancelled; null where it was not
     */
    public record Turn(
            String speaker,
            int number,
            int sequence,
            @Nullable String text,
            boolean unclear,
            @Nullable Double confidence,
            @Nullable String engine,
            @Nullable Long tookMs,
            @Nullable String cancelled,
            Instant saidAt) {}

    public record Recording(
            String recordingSid,
            @Nullable String url,
            @Nullable Integer durationSeconds,
            @Nullable String transcript,
            @Nullable String failure) {}

    public record Alert(
            String type, @Nullable String reason, @Nullable String detail, Instant happenedAt) {}

    @Override
    public String toString() {
        return "CallDetails[callSid=" + call.callSid() + "]";
    }
}
