package io.agentlocator.speech.kafka;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Topic;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.CallsByPartition;
import io.agentlocator.shell.kafka.ReceivedEvent;
import io.agentlocator.speech.synthesis.CallSyntheses;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Consumes the replies of the partitions that this process owns. It also reads back the sound that was published for them, so
 * that after a change of owner a turn continues where it stopped.
 */
@ApplicationScoped
public class RepliesListener implements CallLog.Reader {

    /** An older reply is not spoken any more. */
    private static final Duration OLDEST = Duration.ofSeconds(30);

    private final CallLogFactory logs;
    private final CallsByPartition calls = new CallsByPartition();
    private @Nullable CallSyntheses syntheses;
    private volatile @Nullable CallLog log;

    @Inject
    public RepliesListener(CallLogFactory logs) {
        this.logs = logs;
    }

    /** Starts to consume. */
    public void open(CallSyntheses opened) {
        syntheses = opened;
        log = logs.open(
                Set.of(Topic.REPLIES, Topic.AGENT_AUDIO),
                CallLog.Scope.shared("speech-service-speaking"),
                OLDEST,
                this);
    }

    /** Whether the owned partitions are known and their latest past has been read. */
    boolean ready() {
        CallLog open = log;
        return open != null && open.ready();
    }

    void close(@Observes ShutdownEvent stopping) {
        CallLog open = log;
        if (open != null) {
            open.close();
        }
        if (syntheses != null) {
            syntheses.close();
        }
    }

    @Override
    public void replay(int partition, List<ReceivedEvent> past) {
        var eventsByCall = new LinkedHashMap<String, List<CallEvent>>();
        for (ReceivedEvent event : past) {
            if (event.event() instanceof CallEvent call) {
                eventsByCall
                        .computeIfAbsent(call.callSid(), callSid -> new ArrayList<>())
                        .add(call);
            }
        }
        eventsByCall.forEach((callSid, events) -> {
            calls.add(partition, callSid);
            syntheses().takeOver(callSid, events);
        });
    }

    @Override
    public void live(ReceivedEvent event) {
        switch (event.event()) {
            case Reply reply -> {
                calls.add(event.partition(), reply.callSid());
                syntheses().reply(reply);
            }
            case AgentAudio published -> {}
            default ->
                throw new IllegalArgumentException(
                        "neither reply nor sound: " + event.event().getClass());
        }
    }

    @Override
    public void revoked(int partition) {
        syntheses().drop(calls.revoke(partition)::contains);
    }

    @Override
    public void tick() {
        syntheses().tick();
    }

    private CallSyntheses syntheses() {
        if (syntheses == null) {
            throw new IllegalStateException("not open");
        }
        return syntheses;
    }
}
