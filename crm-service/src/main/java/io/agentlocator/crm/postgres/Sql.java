package io.agentlocator.crm.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements with their values in one line. All within the transaction of one connection; not for several threads. */
final class Sql {

    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    interface Row<T extends Object> {
        T read(ResultSet row) throws SQLException;
    }

    int update(String text, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(text, values)) {
            return statement.executeUpdate();
        }
    }

    <T extends Object> List<T> list(String text, Row<T> reader, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(text, values);
                ResultSet rows = statement.executeQuery()) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    <T extends Object> Optional<T> first(String text, Row<T> reader, @Nullable Object... values) throws SQLException {
        return list(text, reader, values).stream().findFirst();
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private PreparedStatement prepared(String text, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        try {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                switch (value) {
                    case null -> statement.setNull(i + 1, Types.NULL);
                    case Instant instant -> statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
                    // PostgreSQL's text cannot hold the character NUL.
                    case String string -> statement.setString(i + 1, string.replace("\0", ""));
                    case Object other -> statement.setObject(i + 1, other);
                }
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }
}
