package io.agentlocator.events;

import java.time.Instant;

/** A person who may become a customer. Compacted by lead id; a null value means that the person was erased. */
public sealed interface Lead extends Event {

    String leadId();

    @Override
    default String key() {
        return leadId();
    }

    /**
     * @param phone E.164; one lead a number
     * @param answers the latest known of each field
     * @param lastCallSid the call that changed it last
     */
    record Saved(
            String leadId,
            String phone,
            LeadAnswers answers,
            String status,
            String lastCallSid,
            Instant createdAt,
            Instant updatedAt)
            implements Lead {
        @Override
        public String toString() {
            return "Saved[leadId=" + leadId + ", phone=" + Masked.phone(phone) + ", status=" + status + "]";
        }
    }
}
