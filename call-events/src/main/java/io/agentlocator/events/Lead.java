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
     * @param phone E.164; one lead per number
     * @param answers the latest known answer to each field
     * @param lastCallSid the last call that changed it
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
