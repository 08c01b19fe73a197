package io.agentlocator.shell.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The connection to the brokers: their addresses, and TLS and login where they require them ({@code KAFKA_SECURITY_PROTOCOL},
 * {@code KAFKA_SASL_MECHANISM}, {@code KAFKA_SASL_JAAS_CONFIG}, {@code KAFKA_SSL_…}). The same for every client.
 */
@ApplicationScoped
public class Brokers {

    private final Map<String, Object> access = new TreeMap<>();

    /** @param all every property below {@code kafka.}, as SmallRye passes them to the channels */
    @Inject
    public Brokers(@Identifier("default-kafka-broker") Map<String, Object> all) {
        all.forEach((name, value) -> {
            if (Stream.of("bootstrap.servers", "security.", "sasl.", "ssl.").anyMatch(name::startsWith)) {
                access.put(name, value);
            }
        });
    }

    /** The settings of the connection, for any Kafka client. */
    public Map<String, Object> access() {
        return Map.copyOf(access);
    }
}
