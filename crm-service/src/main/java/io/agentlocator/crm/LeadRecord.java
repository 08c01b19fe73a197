package io.agentlocator.crm;

import io.agentlocator.crm.LeadAnswer.Source;
import io.agentlocator.events.CallOutcome.Disposition;
import io.agentlocator.events.Lead;
import io.agentlocator.events.Masked;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/**
 * A lead with all that is known about it. Immutable. The effects of calls may be applied in any order and any number of
 * times, with the same result.
 *
 * @param phone E.164; one lead per number
 * @param status a {@link LeadStatus} label, or whatever a person chose
 * @param statusSource who set the status; a call never changes what a person set
 */
public record LeadRecord(
        UUID id,
        String phone,
        Map<LeadField, LeadAnswer> answers,
        String status,
        Source statusSource,
        Instant statusAt,
        String lastCallSid,
        Instant lastCallAt,
        Instant createdAt,
        Instant updatedAt) {

    public LeadRecord {
        answers = Map.copyOf(answers);
    }

    /** The lead of a number that calls for the first time. */
    public static LeadRecord opened(UUID id, String phone, String callSid, Instant at) {
        return new LeadRecord(id, phone, Map.of(), LeadStatus.NEW.label(), Source.CALLER, at, callSid, at, at, at);
    }

    /** The lead called, or was called. */
    public LeadRecord called(String callSid, Instant at) {
        boolean last = at.isAfter(lastCallAt);
        return new LeadRecord(
                id,
                phone,
                answers,
                status,
                statusSource,
                statusAt,
                last ? callSid : lastCallSid,
                last ? at : lastCallAt,
                at.isBefore(createdAt) ? at : createdAt,
                last && at.isAfter(updatedAt) ? at : updatedAt);
    }

    /** A call with the lead came to an end at {@code at}. */
    public LeadRecord concluded(Disposition disposition, Map<LeadField, String> said, String callSid, Instant at) {
        var known = new EnumMap<LeadField, LeadAnswer>(LeadField.class);
        known.putAll(answers);
        said.forEach((field, value) -> {
            var answer = new LeadAnswer(value, Source.CALLER, at, callSid);
            if (answer.replaces(known.get(field))) {
                known.put(field, answer);
            }
        });
        LeadStatus reached = LeadStatus.after(disposition);
        boolean moves = statusSource == Source.CALLER && moves(reached, at);
        boolean changed = moves || !known.equals(answers);
        return new LeadRecord(
                id,
                phone,
                known,
                moves ? reached.label() : status,
                statusSource,
                moves ? at : statusAt,
                lastCallSid,
                lastCallAt,
                createdAt,
                changed && at.isAfter(updatedAt) ? at : updatedAt);
    }

    /** The event that publishes this state. */
    public Lead.Saved saved() {
        var said = new EnumMap<LeadField, String>(LeadField.class);
        answers.forEach((field, answer) -> said.put(field, answer.value()));
        return new Lead.Saved(id.toString(), phone, LeadField.answers(said), status, lastCallSid, createdAt, updatedAt);
    }

    private boolean moves(LeadStatus reached, Instant at) {
        for (LeadStatus now : LeadStatus.values()) {
            if (now.label().equals(status)) {
                return reached.outweighs(now) || (!now.outweighs(reached) && reached != now && at.isAfter(statusAt));
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "LeadRecord[id=" + id + ", phone=" + Masked.phone(phone) + ", status=" + status + "]";
    }
}
