package io.agentlocator.crm.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/** Migrates the schema as soon as the database answers. Until then the events wait in Kafka. */
@ApplicationScoped
public class Schema {

    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Flyway flyway;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean ready;

    @Inject
    public Schema(Flyway flyway) {
        this.flyway = flyway;
    }

    void start(@Observes StartupEvent starting) {
        Thread.ofPlatform().name("schema").daemon().start(this::migrate);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    public boolean ready() {
        return ready;
    }

    private void migrate() {
        Duration pause = PAUSE;
        while (true) {
            try {
                var result = flyway.migrate();
                ready = true;
                LOG.infof("schema is up to date migrations=%d", result.migrationsExecuted);
                return;
            } catch (RuntimeException e) {
                LOG.warnf("schema cannot be brought up to date yet cause=%s", firstLine(e));
            }
            try {
                if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
