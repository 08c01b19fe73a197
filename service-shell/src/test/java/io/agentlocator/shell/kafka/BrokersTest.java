package io.agentlocator.shell.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokersTest {

    @Test
    void everyClientGetsTheAddressesAndTheLoginAndNothingElse() {
        var brokers = new Brokers(Map.of(
                "bootstrap.servers", "kafka:9093",
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config", "…",
                "ssl.truststore.location", "/etc/kafka/ca.p12",
                "group.id", "somebody-else",
                "acks", "1"));
        assertThat(brokers.access())
                .containsOnlyKeys(
                        "bootstrap.servers",
                        "security.protocol",
                        "sasl.mechanism",
                        "sasl.jaas.config",
                        "ssl.truststore.location");
    }
}
