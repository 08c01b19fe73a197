package io.agentlocator.testbed.infrastructure;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker for a {@code @QuarkusTest}. */
public final class KafkaTestResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable KafkaBroker broker;

    @Override
    public Map<String, String> start() {
        var started = KafkaBroker.start();
        broker = started;
        return Map.of("kafka.bootstrap.servers", started.bootstrapServers());
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
