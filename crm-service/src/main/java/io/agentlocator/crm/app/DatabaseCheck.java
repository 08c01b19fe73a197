package io.agentlocator.crm.app;

import io.agentlocator.shell.operations.OperatorCheck;
import io.agentlocator.shell.operations.PolledCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code db}: whether the database answered when it was last asked, and has its tables. */
@ApplicationScoped
class DatabaseCheck {

    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final int ANSWERS_WITHIN_SECONDS = 2;

    @Produces
    @Singleton
    OperatorCheck database(
            DataSource database, Schema schema, @ConfigProperty(name = "DATABASE_URL") Optional<String> databaseUrl) {
        var answer = new PolledCheck(
                "db", () -> answerOf(database, databaseUrl.isPresent()), new PolledCheck.Pauses(EVERY, EVERY));
        return OperatorCheck.of(answer.name(), () -> {
            String state = answer.state();
            return state.equals(OperatorCheck.OK) && !schema.ready() ? "the tables are not there yet" : state;
        });
    }

    private static String answerOf(DataSource database, boolean addressed) {
        try (var connection = database.getConnection()) {
            return connection.isValid(ANSWERS_WITHIN_SECONDS) ? OperatorCheck.OK : "does not answer";
        } catch (SQLException | RuntimeException e) {
            // The driver's message may hold the address with its credentials.
            return addressed
                    ? "does not answer: " + e.getClass().getSimpleName()
                    : "does not answer; DATABASE_URL is not set";
        }
    }
}
