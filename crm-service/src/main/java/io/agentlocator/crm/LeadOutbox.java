package io.agentlocator.crm;

import io.agentlocator.events.Lead;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The leads whose latest state has still to be published. */
public interface LeadOutbox {

    /**
     * Publishes the waiting leads to {@code topic} and removes those that it has acknowledged. One process at a time does
     * this, so an older state never follows a newer one. Blocks until all are acknowledged, for ten seconds at most.
     *
     * @return how many were published
     * @throws CrmStore.Unavailable where the database or the topic does not answer; nothing is removed then
     */
    int drain(Topic topic);

    /** Publishes one state; the stage completes when the broker has acknowledged it. */
    interface Topic {
        CompletionStage<Void> saved(Lead.Saved lead);

        CompletionStage<Void> erased(UUID leadId);
    }
}
