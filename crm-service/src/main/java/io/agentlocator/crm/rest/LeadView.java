package io.agentlocator.crm.rest;

import io.agentlocator.crm.LeadRecord;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A lead as JSON. @param answers by the field's name, e.g. {@code budget_ils} */
public record LeadView(
        String id,
        String phone,
        String status,
        Map<String, AnswerView> answers,
        String lastCallSid,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * @param source caller or person
     * @param callSid the call in which it was said; null where a person wrote it
     */
    public record AnswerView(
            String value,
            String source,
            Instant at,
            @Nullable String callSid) {}

    static LeadView of(LeadRecord lead) {
        var answers = new TreeMap<String, AnswerView>();
        lead.answers()
                .forEach((field, answer) -> answers.put(
                        field.label(),
                        new AnswerView(
                                answer.value(),
                                answer.source().name().toLowerCase(java.util.Locale.ROOT),
                                answer.at(),
                                answer.callSid())));
        return new LeadView(
                lead.id().toString(),
                lead.phone(),
                lead.status(),
                answers,
                lead.lastCallSid(),
                lead.createdAt(),
                lead.updatedAt());
    }
}
