package io.agentlocator.crm.postgres;

import io.agentlocator.crm.Books;
import io.agentlocator.crm.CallSheet;
import io.agentlocator.crm.LeadFile;
import io.agentlocator.crm.PhoneNumbers;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.EventMeta;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The books in the schema {@code crm}. What is entered is entered by upserts in plain SQL, since only those say what is
 * to happen to a row that is there already; what is asked for is read through the entities.
 */
public final class PostgresBooks implements Books {

    private final Transactions transactions;
    private final CallEntries callEntries;
    private final LeadEntries leadEntries;
    private final Reading reading;

    public PostgresBooks(DataSource database, PhoneNumbers numbers, Reading reading) {
        this.transactions = new Transactions(database);
        this.callEntries = new CallEntries(numbers);
        this.leadEntries = new LeadEntries(numbers);
        this.reading = reading;
    }

    /** The reading half of the books. */
    public interface Reading {

        List<CallSheet.Line> calls(Optional<String> phone, int limit);

        Optional<CallSheet> call(String callSid);

        List<LeadFile> leads(Optional<String> phone, int limit);

        Optional<LeadFile> lead(UUID id);
    }

    @Override
    public void enter(CallEvent event, EventMeta meta) {
        if (!CallEntries.kept(event)) {
            return;
        }
        transactions.run(sql -> enter(sql, event, meta));
    }

    @Override
    public void rehearse(List<CallEvent> events, EventMeta meta) {
        transactions.rehearse(sql -> {
            for (CallEvent event : events) {
                enter(sql, event, meta);
            }
            return true;
        });
    }

    private boolean enter(Sql sql, CallEvent event, EventMeta meta) throws SQLException {
        if (opened(sql, event.callSid(), meta.time())) {
            callEntries.write(sql, event, meta);
            if (event instanceof Call.Received || event instanceof CallOutcome) {
                leadEntries.settle(sql, event.callSid());
            }
        }
        return true;
    }

    /** Makes the call's row where there is none and locks it. @return false for a call whose caller was erased */
    private static boolean opened(Sql sql, String callSid, Instant at) throws SQLException {
        return sql.first("""
                        INSERT INTO crm.calls (call_sid, first_seen_at) VALUES (?, ?)
                        ON CONFLICT (call_sid) DO UPDATE
                        SET first_seen_at = least(calls.first_seen_at, excluded.first_seen_at)
                        RETURNING erased_at IS NULL""", row -> row.getBoolean(1), callSid, at).orElseThrow();
    }

    @Override
    public boolean erase(UUID id, Instant at) {
        return transactions.run(sql -> {
            sql.list("SELECT call_sid FROM crm.calls WHERE lead_id = ? FOR UPDATE", row -> row.getString(1), id);
            String calls = " IN (SELECT call_sid FROM crm.calls WHERE lead_id = ?)";
            sql.update("UPDATE crm.turns SET text = NULL WHERE call_sid" + calls, id);
            sql.update("UPDATE crm.recordings SET transcript = NULL, url = NULL WHERE call_sid" + calls, id);
            sql.update("DELETE FROM crm.call_answers WHERE call_sid" + calls, id);
            sql.update("""
                    UPDATE crm.calls
                    SET from_number = NULL, to_number = NULL, caller_phone = NULL, summary = NULL, erased_at = ?
                    WHERE lead_id = ?""", at, id);
            boolean known = sql.update("DELETE FROM crm.leads WHERE id = ?", id) == 1;
            if (known) {
                LeadRows.toBePublished(sql, id);
            }
            return known;
        });
    }

    @Override
    public List<CallSheet.Line> calls(Optional<String> phone, int limit) {
        return reading.calls(phone, limit);
    }

    @Override
    public Optional<CallSheet> call(String callSid) {
        return reading.call(callSid);
    }

    @Override
    public List<LeadFile> leads(Optional<String> phone, int limit) {
        return reading.leads(phone, limit);
    }

    @Override
    public Optional<LeadFile> lead(UUID id) {
        return reading.lead(id);
    }
}
