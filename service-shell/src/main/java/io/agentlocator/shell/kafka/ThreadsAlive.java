package io.agentlocator.shell.kafka;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Live while the threads that publish and consume run. Asks neither Kafka nor a vendor. */
@Liveness
@Singleton
public class ThreadsAlive implements HealthCheck {

    private final VitalThreads threads;

    @Inject
    public ThreadsAlive(VitalThreads threads) {
        this.threads = threads;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> ended = threads.ended();
        var health = HealthCheckResponse.named("threads").status(ended.isEmpty());
        if (!ended.isEmpty()) {
            health.withData("ended", String.join(", ", ended));
        }
        return health.build();
    }
}
