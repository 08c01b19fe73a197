package io.agentlocator.crm.postgres;

import io.agentlocator.crm.CrmStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;

/** Runs work in a transaction of its own, and says which failures are the database's and which are the values'. */
@ApplicationScoped
class CrmTransactions {

    /** Classes of SQLSTATE for values at fault: data exception, constraint violated, a limit exceeded. */
    private static final Set<String> AT_FAULT = Set.of("22", "23", "54");

    private final EntityManager entities;

    @Inject
    CrmTransactions(EntityManager entities) {
        this.entities = entities;
    }

    /** @throws CrmStore.Unavailable or {@link CrmStore.Rejected}; nothing was written then */
    <T extends Object> T run(Supplier<T> work) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                T result = work.get();
                // Now, and not at the commit: there a failure would come without its SQLSTATE.
                entities.flush();
                return result;
            });
        } catch (CrmStore.Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            throw classified(e);
        }
    }

    /** As {@link #run}, but rolls back in the end. */
    void dryRun(Runnable work) {
        try {
            run(() -> {
                work.run();
                entities.flush();
                throw new RolledBack();
            });
        } catch (RolledBack e) {
            // As wanted.
        }
    }

    /** Ends a transaction whose work succeeded. */
    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1;

        RolledBack() {
            super(null, null, false, false);
        }
    }

    /** PostgreSQL quotes values in its messages, so the message of a rejection names only the state. */
    private static RuntimeException classified(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e) {
                String state = e.getSQLState() == null ? "" : e.getSQLState();
                return AT_FAULT.contains(state.substring(0, Math.min(2, state.length())))
                        ? new CrmStore.Rejected("SQLSTATE " + state)
                        : new CrmStore.Unavailable("SQLSTATE " + state, failure);
            }
        }
        return failure instanceof PersistenceException
                ? new CrmStore.Unavailable("the database does not answer", failure)
                : failure;
    }
}
