package io.agentlocator.crm.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the schema is migrated. Quarkus' own health check says whether the database answers now. */
@Readiness
@ApplicationScoped
public class SchemaReadiness implements HealthCheck {

    private final Schema schema;
    private final Optional<String> databaseUrl;

    @Inject
    public SchemaReadiness(Schema schema, @ConfigProperty(name = "DATABASE_URL") Optional<String> databaseUrl) {
        this.schema = schema;
        this.databaseUrl = databaseUrl;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("schema")
                .status(schema.ready())
                .withData("database_url", databaseUrl.isPresent() ? "ok" : "DATABASE_URL is not set")
                .build();
    }
}
