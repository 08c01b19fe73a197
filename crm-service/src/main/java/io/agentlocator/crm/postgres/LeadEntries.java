package io.agentlocator.crm.postgres;

import io.agentlocator.crm.Answer;
import io.agentlocator.crm.Books;
import io.agentlocator.crm.Field;
import io.agentlocator.crm.LeadFile;
import io.agentlocator.crm.PhoneNumbers;
import io.agentlocator.events.CallOutcome.Disposition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the lead of a call and enters what the call tells of it.
 *
 * <p>The lead is looked for once, when it is known who calls, and stays the call's lead; a number that the caller gives
 * is a way to reach him, and decides only where he called without one. The lead's row is locked before it is read, the
 * call's row was locked before that: two calls of one person are entered one after the other.
 */
final class LeadEntries {

    private final PhoneNumbers numbers;

    LeadEntries(PhoneNumbers numbers) {
        this.numbers = numbers;
    }

    private record CallRow(
            Optional<UUID> leadId,
            Optional<Instant> receivedAt,
            Optional<String> callerPhone,
            Optional<Instant> concludedAt,
            Optional<String> disposition) {}

    /** To be called in the transaction that has written something of the call. */
    void settle(Sql sql, String callSid) throws SQLException {
        CallRow call = sql.first("""
                        SELECT lead_id, received_at, caller_phone, concluded_at, disposition
                        FROM crm.calls WHERE call_sid = ?""", LeadEntries::callRow, callSid).orElseThrow();
        if (call.receivedAt.isEmpty()) {
            // An outcome may be read before the call that it is of; who called is not known before that.
            return;
        }
        Instant receivedAt = call.receivedAt.get();
        Map<Field, String> said = said(sql, callSid);
        Optional<UUID> known = call.leadId;
        if (known.isEmpty()) {
            Optional<String> phone = call.callerPhone.or(
                    () -> Optional.ofNullable(said.get(Field.PHONE)).flatMap(numbers::e164));
            if (phone.isEmpty()) {
                return;
            }
            known = Optional.of(found(sql, phone.get(), callSid, receivedAt));
        }
        LeadFile before = locked(sql, known.get());
        // After the lock: the reference itself takes a lesser one, and two who hold that would wait for each other.
        sql.update("UPDATE crm.calls SET lead_id = ? WHERE call_sid = ? AND lead_id IS NULL", before.id(), callSid);
        LeadFile after = before.called(callSid, receivedAt);
        if (call.concludedAt.isPresent() && call.disposition.isPresent()) {
            after = after.concluded(Disposition.valueOf(call.disposition.get()), said, callSid, call.concludedAt.get());
        }
        if (!after.equals(before)) {
            save(sql, before, after);
            LeadRows.toBePublished(sql, after.id());
        }
    }

    private static UUID found(Sql sql, String phone, String callSid, Instant at) throws SQLException {
        LeadFile fresh = LeadFile.opened(UUID.randomUUID(), phone, callSid, at);
        int opened = sql.update(
                """
                INSERT INTO crm.leads
                    (id, phone, status, status_source, status_at, last_call_sid, last_call_at, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (phone) DO NOTHING""",
                fresh.id(),
                fresh.phone(),
                fresh.status(),
                label(fresh.statusSource()),
                fresh.statusAt(),
                fresh.lastCallSid(),
                fresh.lastCallAt(),
                fresh.createdAt(),
                fresh.updatedAt());
        if (opened == 1) {
            LeadRows.toBePublished(sql, fresh.id());
            return fresh.id();
        }
        return sql.first("SELECT id FROM crm.leads WHERE phone = ?", row -> row.getObject("id", UUID.class), phone)
                .orElseThrow(() -> vanished());
    }

    private static LeadFile locked(Sql sql, UUID id) throws SQLException {
        sql.first("SELECT id FROM crm.leads WHERE id = ? FOR NO KEY UPDATE", row -> row.getString("id"), id);
        return LeadRows.lead(sql, id).orElseThrow(() -> vanished());
    }

    private static void save(Sql sql, LeadFile before, LeadFile after) throws SQLException {
        sql.update(
                """
                UPDATE crm.leads
                SET status = ?, status_source = ?, status_at = ?, last_call_sid = ?, last_call_at = ?, created_at = ?,
                    updated_at = ?
                WHERE id = ?""",
                after.status(),
                label(after.statusSource()),
                after.statusAt(),
                after.lastCallSid(),
                after.lastCallAt(),
                after.createdAt(),
                after.updatedAt(),
                after.id());
        for (Map.Entry<Field, Answer> answer : after.answers().entrySet()) {
            if (answer.getValue().equals(before.answers().get(answer.getKey()))) {
                continue;
            }
            sql.update(
                    """
                    INSERT INTO crm.lead_answers (lead_id, field, value, source, call_sid, answered_at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (lead_id, field) DO UPDATE
                    SET value = excluded.value, source = excluded.source, call_sid = excluded.call_sid,
                        answered_at = excluded.answered_at
                    WHERE lead_answers.source <> 'person'""",
                    after.id(),
                    answer.getKey().label(),
                    answer.getValue().value(),
                    label(answer.getValue().source()),
                    answer.getValue().callSid(),
                    answer.getValue().at());
        }
    }

    private static Map<Field, String> said(Sql sql, String callSid) throws SQLException {
        var said = new EnumMap<Field, String>(Field.class);
        sql.list(
                        "SELECT field, value FROM crm.call_answers WHERE call_sid = ?",
                        row -> Map.entry(Field.labelled(row.getString("field")), row.getString("value")),
                        callSid)
                .forEach(entry -> said.put(entry.getKey(), entry.getValue()));
        return said;
    }

    private static CallRow callRow(ResultSet row) throws SQLException {
        return new CallRow(
                Optional.ofNullable(row.getObject("lead_id", UUID.class)),
                Sql.optionalInstant(row, "received_at"),
                Optional.ofNullable(row.getString("caller_phone")),
                Sql.optionalInstant(row, "concluded_at"),
                Optional.ofNullable(row.getString("disposition")));
    }

    private static Books.Unavailable vanished() {
        return new Books.Unavailable("the lead was erased meanwhile", new IllegalStateException());
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
