package io.agentlocator.crm.app;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Turns {@code DATABASE_URL} into the datasource's settings. Settings of the datasource itself take precedence. */
public final class DatabaseUrlConfig implements ConfigSourceFactory {

    /** Above application.properties (250), below the environment (300). */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var given = context.getValue("DATABASE_URL");
        if (given == null || given.getValue() == null || given.getValue().isBlank()) {
            return List.of();
        }
        DatabaseUrl url = DatabaseUrl.parse(given.getValue());
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.datasource.jdbc.url", literal(url.jdbcUrl()));
        url.user().ifPresent(user -> settings.put("quarkus.datasource.username", literal(user)));
        url.password().ifPresent(password -> settings.put("quarkus.datasource.password", literal(password)));
        return List.of(new PropertiesConfigSource(settings, "DATABASE_URL", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    /** A value in which nothing is an expression. */
    private static String literal(String value) {
        return value.replace("${", "\\${");
    }
}
