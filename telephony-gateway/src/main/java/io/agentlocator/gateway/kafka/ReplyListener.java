package io.agentlocator.gateway.kafka;

import io.agentlocator.events.CallEvent;
import io.agentlocator.events.Topic;
import io.agentlocator.gateway.CallControl;
import io.agentlocator.gateway.TwimlPlayback;
import io.agentlocator.gateway.TwimlPlaybacks;
import io.agentlocator.shell.ReplyMode;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.ReceivedEvent;
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
 * Consumes the agent's replies and updates the live calls, where the agent answers by TwiML. The calls are shared among the
 * instances: one instance updates each call. An instance that takes a call over carries out the updates that are due.
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
    private final CallControl control;
    private final CallLogFactory logs;
    private final Clock clock = Clock.systemUTC();
    private final TwimlPlaybacks playbacks = new TwimlPlaybacks(MOST_CALLS_PER_PARTITION, KEEP);
    private @Nullable CallLog log;

    @Inject
    public ReplyListener(ReplyMode mode, CallControl control, CallLogFactory logs) {
        this.mode = mode;
        this.control = control;
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
    public void replay(int partition, List<ReceivedEvent> past) {
        past.forEach(this::live);
    }

    @Override
    public void live(ReceivedEvent received) {
        if (received.event() instanceof CallEvent event) {
            long ago = clock.millis() - received.meta().time().toEpochMilli();
            playbacks.fold(
                    received.partition(),
                    event,
                    System.nanoTime() - Duration.ofMillis(Math.max(0, ago)).toNanos());
        }
    }

    @Override
    public void revoked(int partition) {
        playbacks.forget(partition);
    }

    @Override
    public void tick() {
        for (TwimlPlayback.Step step : playbacks.due(System.nanoTime())) {
            control.carryOut(step, this::fold);
        }
    }

    private void fold(TwimlPlayback.Outcome outcome) {
        CallLog open = log;
        if (open != null) {
            open.submit(() -> playbacks.fold(outcome, System.nanoTime()));
        }
    }
}
