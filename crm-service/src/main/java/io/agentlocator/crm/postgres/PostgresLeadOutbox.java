package io.agentlocator.crm.postgres;

import io.agentlocator.crm.CrmStore;
import io.agentlocator.crm.LeadOutbox;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The outbox is a table. An advisory lock lets one process at a time publish from it. */
@Singleton
class PostgresLeadOutbox implements LeadOutbox {

    private static final int MOST = 100;
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(10);

    private final CrmTransactions transactions;
    private final LeadOutboxRepository outbox;
    private final LeadRepository leads;

    @Inject
    PostgresLeadOutbox(CrmTransactions transactions, LeadOutboxRepository outbox, LeadRepository leads) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.leads = leads;
    }

    @Override
    public int drain(Topic topic) {
        return transactions.run(() -> outbox.lock() ? publish(topic) : 0);
    }

    private int publish(Topic topic) {
        List<LeadOutboxEntity> waiting =
                outbox.findAll(Sort.by("id")).page(Page.ofSize(MOST)).list();
        List<UUID> ids = waiting.stream().map(row -> row.leadId).distinct().toList();
        var acks = new ArrayList<CompletableFuture<Void>>();
        for (UUID id : ids) {
            // The state of this moment: at least as new as the one for which the row was written.
            acks.add(leads.findByIdOptional(id)
                    .map(lead -> topic.saved(lead.record().saved()))
                    .orElseGet(() -> topic.erased(id))
                    .toCompletableFuture());
        }
        await(CompletableFuture.allOf(acks.toArray(CompletableFuture[]::new)));
        waiting.forEach(outbox::delete);
        return ids.size();
    }

    private static void await(CompletableFuture<Void> all) {
        try {
            all.get(ACKNOWLEDGED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | CompletionException e) {
            throw new CrmStore.Unavailable("the topic does not acknowledge leads", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CrmStore.Unavailable("interrupted", e);
        }
    }
}
