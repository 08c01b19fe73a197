package io.agentlocator.crm.postgres;

import io.agentlocator.crm.Books;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/** Work that is done whole or not at all. */
final class Transactions {

    /** Classes of SQLSTATE that say that the values are at fault: data exception, constraint, a limit exceeded. */
    private static final Set<String> AT_FAULT = Set.of("22", "23", "54");

    private final DataSource database;

    Transactions(DataSource database) {
        this.database = database;
    }

    interface Work<T extends Object> {
        T in(Sql sql) throws SQLException;
    }

    private interface End {
        void of(Connection connection) throws SQLException;
    }

    /** @throws Books.Unavailable or {@link Books.Unfit}; nothing was done then */
    <T extends Object> T run(Work<T> work) {
        return run(work, Connection::commit);
    }

    /** As {@link #run}, but nothing has been done in the end. */
    void rehearse(Work<?> work) {
        run(work, Connection::rollback);
    }

    private <T extends Object> T run(Work<T> work, End end) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(new Sql(connection));
                end.of(connection);
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw told(e);
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** PostgreSQL quotes values in its messages, so for values at fault only the state is told. */
    private static RuntimeException told(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return AT_FAULT.contains(state.substring(0, Math.min(2, state.length())))
                ? new Books.Unfit("SQLSTATE " + state)
                : new Books.Unavailable("SQLSTATE " + state, e);
    }
}
