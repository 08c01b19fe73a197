package io.agentlocator.gateway.kafka;

import io.agentlocator.events.CallEvent;
import io.agentlocator.events.Topic;
import io.agentlocator.gateway.CallSteering;
import io.agentlocator.gateway.PingPong;
import io.agentlocator.gateway.PingPongTable;
import io.agentlocator.gateway.ReplyMode;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.Told;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hears what the agent says and has the live call told, where the agent answers by TwiML. The calls are shared among the
 * instances: each is told by one. Who takes a call over tells what is outstanding.
 */
@ApplicationScoped
public class ReplyListener implements CallLog.Reader {

    private static final String GROUP = "telephony-gateway-replies";
    private static final Set<Topic> TOPICS =
            Set.of(Topic.AGENT_AUDIO, Topic.CALLS, Topic.REPLIES, Topic.CALL_ALERTS, Topic.MEDIA_EVENTS);
    private static final Duration WINDOW = Duration.ofMinutes(3);
    private static final Duration KEEP = Duration.ofMinutes(15);
    private static final int MOST_CALLS_PER_PARTITION = 2_000;

    private final ReplyMode mode;
    private final CallSteering steering;
    private final CallLogFactory logs;
    private final Clock clock = Clock.systemUTC();
    private final PingPongTable table = new PingPongTable(MOST_CALLS_PER_PARTITION, KEEP);
    private @Nullable CallLog log;

    @Inject
    public ReplyListener(ReplyMode mode, CallSteering steering, CallLogFactory logs) {
        this.mode = mode;
        this.steering = steering;
        this.logs = logs;
    }

    void open(@Observes StartupEvent starting) {
        if (mode == ReplyMode.TWIML) {
            log = logs.open(TOPICS, CallLog.Scope.shared(GROUP), WINDOW, this);
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
        if (told.event() instanceof CallEvent event) {
            long ago = clock.millis() - told.meta().time().toEpochMilli();
            table.fold(
                    told.partition(),
                    event,
                    System.nanoTime() - Duration.ofMillis(Math.max(0, ago)).toNanos());
        }
    }

    @Override
    public void revoked(int partition) {
        table.forget(partition);
    }

    @Override
    public void tick() {
        for (PingPong.Step step : table.due(System.nanoTime())) {
            steering.carryOut(step, this::learn);
        }
    }

    private void learn(PingPong.Outcome outcome) {
        CallLog open = log;
        if (open != null) {
            open.submit(() -> table.fold(outcome, System.nanoTime()));
        }
    }
}
