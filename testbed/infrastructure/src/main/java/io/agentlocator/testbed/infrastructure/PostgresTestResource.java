package io.agentlocator.testbed.infrastructure;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database for a {@code @QuarkusTest}. */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable Postgres postgres;

    @Override
    public Map<String, String> start() {
        var started = Postgres.start();
        postgres = started;
        return Map.of("DATABASE_URL", started.url());
    }

    @Override
    public void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }
}
