package io.agentlocator.crm.postgres;

import io.agentlocator.crm.Answer;
import io.agentlocator.crm.Answer.Source;
import io.agentlocator.crm.Field;
import io.agentlocator.crm.LeadFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A lead as its rows say. */
final class LeadRows {

    private LeadRows() {}

    static Optional<LeadFile> lead(Sql sql, UUID id) throws SQLException {
        var answers = new EnumMap<Field, Answer>(Field.class);
        sql.list(
                        "SELECT field, value, source, call_sid, answered_at FROM crm.lead_answers WHERE lead_id = ?",
                        row -> Map.entry(Field.labelled(row.getString("field")), answer(row)),
                        id)
                .forEach(entry -> answers.put(entry.getKey(), entry.getValue()));
        return sql.first("SELECT * FROM crm.leads WHERE id = ?", row -> lead(row, answers), id);
    }

    static void toBePublished(Sql sql, UUID id) throws SQLException {
        sql.update("INSERT INTO crm.lead_outbox (lead_id) VALUES (?)", id);
    }

    private static Answer answer(ResultSet row) throws SQLException {
        return new Answer(
                row.getString("value"),
                source(row.getString("source")),
                Sql.instant(row, "answered_at"),
                row.getString("call_sid"));
    }

    private static LeadFile lead(ResultSet row, Map<Field, Answer> answers) throws SQLException {
        return new LeadFile(
                row.getObject("id", UUID.class),
                row.getString("phone"),
                answers,
                row.getString("status"),
                source(row.getString("status_source")),
                Sql.instant(row, "status_at"),
                row.getString("last_call_sid"),
                Sql.instant(row, "last_call_at"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"));
    }

    static Source source(String label) {
        return Source.valueOf(label.toUpperCase(Locale.ROOT));
    }
}
