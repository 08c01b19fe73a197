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
 * Publishes the build, the settings and the checks of this service to {@code service-states}: soon after a change, else every
 * few seconds. Publishes a null record when the service stops.
 */
@ApplicationScoped
public class StateReports {

    private static final Logger LOG = Logger.getLogger(StateReports.class);
    /** How often the state is compared with the last report. */
    private static final Duration LOOK = Duration.ofMillis(500);
    /** Before the publisher closes, which is last. */
    private static final int BEFORE_THE_PUBLISHER = Integer.MAX_VALUE - 1;

    private final ThisInstance instance;
    private final BuildInfo build;
    private final List<OperatorCheck> checks;
    private final List<OperatorSetting> settings;
    private final EventPublisher publisher;
    private final OperationsConfig config;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("state-reports").daemon().factory());
    /** The last report and its time; used by the clock's thread only. */
    private ServiceState.@Nullable Reported reported;

    private long reportedNanos;

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
            if (!state.equals(reported)
                    || System.nanoTime() - reportedNanos >= config.every().toNanos()) {
                publisher.publish(state);
                reported = state;
                reportedNanos = System.nanoTime();
            }
        } catch (RuntimeException e) {
            LOG.warnf("the state could not be published cause=%s", e.toString());
        }
    }

    /** The state of this service now. */
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
            return "cannot be read: " + e.getClass().getSimpleName();
        }
    }
}
