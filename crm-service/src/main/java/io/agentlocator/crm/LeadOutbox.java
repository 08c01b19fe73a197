package io.agentlocator.crm;

import io.agentlocator.events.Lead;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The leads whose latest state has still to be published. */
public interface LeadOutbox {

    /**
     * Hands the waiting leads to {@code topic} and forgets those that it has taken. Only one process does so at a time,
     * so that an older state never follows a newer one. Blocks until all are acknowledged, within limits.
     *
     * @return how many were published
     * @throws Books.Unavailable where books or topic do not answer; nothing is forgotten then
     */
    int drain(Topic topic);

    /** Takes a state; completes when it is safe. */
    interface Topic {
        CompletionStage<Void> saved(Lead.Saved lead);

        CompletionStage<Void> erased(UUID leadId);
    }
}
