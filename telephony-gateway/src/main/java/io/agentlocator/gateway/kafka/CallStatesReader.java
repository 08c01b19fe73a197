package io.agentlocator.gateway.kafka;

import io.agentlocator.events.CallEvent;
import io.agentlocator.events.Topic;
import io.agentlocator.gateway.CallStates;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.ReceivedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds the topics into the states of calls. Every instance reads every call, because the next webhook of a call may come
 * to any of them.
 */
@ApplicationScoped
public class CallStatesReader implements CallLog.Reader {

    private static final Set<Topic> TOPICS = Set.of(Topic.CALLS, Topic.REPLIES, Topic.CALL_ALERTS, Topic.MEDIA_EVENTS);
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final CallStates states;
    private final CallLogFactory logs;
    private @Nullable CallLog log;

    @Inject
    public CallStatesReader(CallStates states, CallLogFactory logs) {
        this.states = states;
        this.logs = logs;
    }

    void open(@Observes StartupEvent starting) {
        log = logs.open(TOPICS, CallLog.Scope.everything(), WINDOW, this);
    }

    void close(@Observes ShutdownEvent stopping) {
        if (log != null) {
            log.close();
        }
    }

    /** Whether the past has been folded. Before that, and while Kafka does not answer, only this instance's webhooks are known. */
    public boolean ready() {
        CallLog open = log;
        return open != null && open.ready();
    }

    @Override
    public void replay(int partition, List<ReceivedEvent> past) {
        past.forEach(this::live);
    }

    @Override
    public void live(ReceivedEvent received) {
        if (received.event() instanceof CallEvent event) {
            states.fold(event);
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
