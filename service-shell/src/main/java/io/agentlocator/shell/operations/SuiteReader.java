package io.agentlocator.shell.operations;

import io.agentlocator.events.LogLine;
import io.agentlocator.events.ServiceState;
import io.agentlocator.events.Topic;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.EventReader;
import io.agentlocator.shell.kafka.TailReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Consumes the states and the log lines of all services, where this service collects them. Of the past it reads the last
 * lines only, because their number is not bounded.
 */
@ApplicationScoped
public class SuiteReader implements TailReader.Reader {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration BREATH = Duration.ofMillis(20);
    private static final int FEWEST_OF_A_PARTITION = 1_000;

    private final OperationsConfig config;
    private final CallLogFactory logs;
    private final EventReader events;
    private final SuiteStates states;
    private final RecentLogLines lines;
    private @Nullable TailReader tail;

    @Inject
    public SuiteReader(
            OperationsConfig config,
            CallLogFactory logs,
            EventReader events,
            SuiteStates states,
            RecentLogLines lines) {
        this.config = config;
        this.logs = logs;
        this.events = events;
        this.states = states;
        this.lines = lines;
    }

    void open(@Observes StartupEvent starting) {
        if (config.collect()) {
            long each = Math.max(FEWEST_OF_A_PARTITION, config.lines() / Topic.DEFAULT_PARTITIONS);
            tail = logs.openTail(
                    Set.of(Topic.SERVICE_STATES, Topic.OPS_LOG), new TailReader.Past(each, WINDOW, BREATH), this);
        }
    }

    void close(@Observes ShutdownEvent stopping) {
        if (tail != null) {
            tail.close();
        }
    }

    @Override
    public void read(ConsumerRecord<String, byte[]> record) {
        events.read(record).ifPresent(read -> {
            switch (read.event()) {
                case ServiceState.Reported state ->
                    states.take(state, read.meta().time());
                case LogLine.Written line -> lines.put(line);
                default -> {}
            }
        });
    }

    @Override
    public void tick() {
        states.expire();
    }
}
