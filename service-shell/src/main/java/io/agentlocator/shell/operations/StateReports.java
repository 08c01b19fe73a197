package io.agentlocator.shell.operations;

import io.agentlocator.events.ServiceState;
import io.agentlocator.events.Topic;
import io.agentlocator.shell.http.BuildInfo;
import io.agentlocator.shell.kafka.EventPublisher;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells over Kafka what this service is and how it is: soon after that changes, else every few seconds. Says goodbye when
 * it ends in order.
 */
@ApplicationScoped
public class StateReports {

    private static final Logger LOG = Logger.getLogger(StateReports.class);
    /** How often it looks whether something has changed. */
    private static final Duration LOOK = Duration.ofMillis(500);
    /** Before the publisher closes, which is the last of all. */
    private static final int BEFORE_THE_PUBLISHER = Integer.MAX_VALUE - 1;

    private final ThisInstance instance;
    private final BuildInfo build;
    private final List<OperatorCheck> checks;
    private final List<OperatorSetting> settings;
    private final EventPublisher publisher;
    private final OperationsConfig config;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("state-reports").daemon().factory());
    /** What was told last, and when; of the clock's thread. */
    private ServiceState.@Nullable Reported told;

    private long toldNanos;

    @Inject
    public StateReports(
            ThisInstance instance,
            BuildInfo build,
            @All List<OperatorCheck> checks,
            @All List<OperatorSetting> settings,
            EventPublisher publisher,
            OperationsConfig config) {
        this.instance = instance;
        this.build = build;
        this.checks = checks;
        this.settings = settings;
        this.publisher = publisher;
        this.config = config;
    }

    void begin(@Observes StartupEvent starting) {
        clock.scheduleWithFixedDelay(this::report, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end(@Observes @Priority(BEFORE_THE_PUBLISHER) ShutdownEvent stopping) {
        clock.shutdownNow();
        String key = instance.service() + "/" + instance.id();
        publisher.publishRaw(new ProducerRecord<>(Topic.SERVICE_STATES.topicName(), null, null, key, (byte[]) null));
    }

    private void report() {
        try {
            ServiceState.Reported state = now();
            if (!state.equals(told)
                    || System.nanoTime() - toldNanos >= config.every().toNanos()) {
                publisher.publish(state);
                told = state;
                toldNanos = System.nanoTime();
            }
        } catch (RuntimeException e) {
            LOG.warnf("the service's state could not be told cause=%s", e.toString());
        }
    }

    /** What is told of this service at the moment. */
    ServiceState.Reported now() {
        Map<String, String> shown = new TreeMap<>();
        for (OperatorSetting setting : settings) {
            shown.put(setting.name(), setting.value());
        }
        return new ServiceState.Reported(
                instance.service(),
                instance.id(),
                build.commit(),
                build.buildTime(),
                instance.startedAt(),
                checked(),
                shown);
    }

    private Map<String, String> checked() {
        Map<String, String> states = new TreeMap<>();
        for (OperatorCheck check : checks) {
            states.merge(check.name(), stateOf(check), Checks::worse);
        }
        return states;
    }

    private static String stateOf(OperatorCheck check) {
        try {
            return check.state();
        } catch (RuntimeException e) {
            return "cannot be told: " + e.getClass().getSimpleName();
        }
    }
}
