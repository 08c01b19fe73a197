package io.agentlocator.shell.operations;

import io.agentlocator.events.LogLine;
import io.agentlocator.events.ServiceState;
import io.agentlocator.events.Topic;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.Told;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what all services tell of themselves, where this service collects it. */
@ApplicationScoped
public class SuiteReader implements CallLog.Reader {

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final OperationsConfig config;
    private final CallLogFactory logs;
    private final SuiteStates states;
    private final LineShelf lines;
    private @Nullable CallLog log;

    @Inject
    public SuiteReader(OperationsConfig config, CallLogFactory logs, SuiteStates states, LineShelf lines) {
        this.config = config;
        this.logs = logs;
        this.states = states;
        this.lines = lines;
    }

    void open(@Observes StartupEvent starting) {
        if (config.collect()) {
            log = logs.open(Set.of(Topic.SERVICE_STATES, Topic.OPS_LOG), CallLog.Scope.everything(), WINDOW, this);
        }
    }

    void close(@Observes ShutdownEvent stopping) {
        if (log != null) {
            log.close();
        }
    }

    @Override
    public void replay(int partition, List<Told> past) {
        past.forEach(this::live);
    }

    @Override
    public void live(Told told) {
        switch (told.event()) {
            case ServiceState.Reported state -> states.take(state, told.meta().time());
            case LogLine.Written line -> lines.put(line);
            default -> {}
        }
    }

    @Override
    public void revoked(int partition) {
        // Every partition is always ours.
    }

    @Override
    public void tick() {
        states.expire();
    }
}
