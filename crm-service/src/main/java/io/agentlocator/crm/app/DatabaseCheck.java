package io.agentlocator.crm.app;

import io.agentlocator.shell.operations.OperatorCheck;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code db}: whether the database answered when it was last asked, every few seconds, and has its tables. */
@ApplicationScoped
public class DatabaseCheck implements OperatorCheck {

    private static final long EVERY_SECONDS = 3;
    private static final int PATIENCE_SECONDS = 2;

    private final DataSource database;
    private final Schema schema;
    private final boolean addressed;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("database-check").daemon().factory());
    private volatile String answer = "has not been asked yet";

    @Inject
    public DatabaseCheck(
            DataSource database, Schema schema, @ConfigProperty(name = "DATABASE_URL") Optional<String> databaseUrl) {
        this.database = database;
        this.schema = schema;
        this.addressed = databaseUrl.isPresent();
    }

    void begin(@Observes StartupEvent starting) {
        clock.scheduleWithFixedDelay(this::ask, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void end(@Observes ShutdownEvent stopping) {
        clock.shutdownNow();
    }

    @Override
    public String name() {
        return "db";
    }

    @Override
    public String state() {
        return answer.equals("ok") && !schema.ready() ? "the tables are not there yet" : answer;
    }

    private void ask() {
        try (var connection = database.getConnection()) {
            answer = connection.isValid(PATIENCE_SECONDS) ? "ok" : "does not answer";
        } catch (SQLException | RuntimeException e) {
            // The driver's own words may name the address with its credentials.
            answer = addressed
                    ? "does not answer: " + e.getClass().getSimpleName()
                    : "does not answer; DATABASE_URL is not set";
        }
    }
}
