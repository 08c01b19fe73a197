package io.agentlocator.crm.postgres;

import io.agentlocator.crm.Books;
import io.agentlocator.crm.LeadOutbox;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/** The outbox is a table; an advisory lock keeps all but one process out of it. */
public final class PostgresLeadOutbox implements LeadOutbox {

    private static final long LOCK = 0x6c656164734f7574L;
    private static final int MOST = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Transactions transactions;

    public PostgresLeadOutbox(DataSource database) {
        this.transactions = new Transactions(database);
    }

    private record Entry(long id, UUID leadId) {}

    @Override
    public int drain(Topic topic) {
        return transactions.run(sql -> drain(sql, topic));
    }

    private static int drain(Sql sql, Topic topic) throws SQLException {
        boolean alone = sql.first("SELECT pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), LOCK)
                .orElse(false);
        if (!alone) {
            return 0;
        }
        List<Entry> waiting = sql.list(
                "SELECT id, lead_id FROM crm.lead_outbox ORDER BY id LIMIT " + MOST,
                row -> new Entry(row.getLong("id"), row.getObject("lead_id", UUID.class)));
        List<UUID> leads = waiting.stream().map(Entry::leadId).distinct().toList();
        var acks = new ArrayList<CompletableFuture<Void>>();
        for (UUID id : leads) {
            // The state of now: at least as new as that for which the entry was made.
            acks.add(LeadRows.lead(sql, id)
                    .map(lead -> topic.saved(lead.saved()))
                    .orElseGet(() -> topic.erased(id))
                    .toCompletableFuture());
        }
        await(CompletableFuture.allOf(acks.toArray(CompletableFuture[]::new)));
        for (Entry entry : waiting) {
            sql.update("DELETE FROM crm.lead_outbox WHERE id = ?", entry.id());
        }
        return leads.size();
    }

    private static void await(CompletableFuture<Void> all) {
        try {
            all.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | CompletionException e) {
            throw new Books.Unavailable("the topic does not take leads", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Books.Unavailable("interrupted", e);
        }
    }
}
