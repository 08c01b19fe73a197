package io.agentlocator.speech.kafka;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Topic;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.EventPublisher;
import io.agentlocator.shell.kafka.Told;
import io.agentlocator.speech.app.Mouths;
import io.agentlocator.speech.app.Service;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Speaks in the calls whose partitions are ours. Reads back what was written of their sound, so that after a change of hands
 * a turn goes on where it was broken off.
 */
@ApplicationScoped
public class RepliesListener implements CallLog.Reader {

    /** A reply that is older is not worth saying any more. */
    private static final Duration OLDEST = Duration.ofSeconds(30);

    private final CallLogFactory logs;
    private final EventPublisher publisher;
    private final TranscriptsPublisher transcripts;
    private final Map<Integer, Set<String>> callsOfPartition = new HashMap<>();
    private @Nullable Mouths mouths;
    private volatile @Nullable CallLog log;

    @Inject
    public RepliesListener(CallLogFactory logs, EventPublisher publisher, TranscriptsPublisher transcripts) {
        this.logs = logs;
        this.publisher = publisher;
        this.transcripts = transcripts;
    }

    void open(@Observes Service.Ready ready) {
        mouths = new Mouths(
                ready.voices(),
                ready.form(),
                ready.clips(),
                publisher::publish,
                transcripts::tell,
                ready.watch(),
                ready.nowMs());
        log = logs.open(
                Set.of(Topic.REPLIES, Topic.AGENT_AUDIO),
                CallLog.Scope.shared("speech-service-speaking"),
                OLDEST,
                this);
    }

    /** Whether it is known whose calls are ours, and their latest past. */
    boolean ready() {
        CallLog open = log;
        return open != null && open.ready();
    }

    void close(@Observes ShutdownEvent stopping) {
        CallLog open = log;
        if (open != null) {
            open.close();
        }
        if (mouths != null) {
            mouths.close();
        }
    }

    @Override
    public void replay(int partition, List<Told> past) {
        var calls = new LinkedHashMap<String, List<CallEvent>>();
        for (Told told : past) {
            if (told.event() instanceof CallEvent event) {
                calls.computeIfAbsent(event.callSid(), callSid -> new ArrayList<>())
                        .add(event);
            }
        }
        calls.forEach((callSid, events) -> {
            callsOf(partition).add(callSid);
            speaking().takeOver(callSid, events);
        });
    }

    @Override
    public void live(Told told) {
        switch (told.event()) {
            case Reply reply -> {
                callsOf(told.partition()).add(reply.callSid());
                speaking().reply(reply);
            }
            // Our own, known already.
            case AgentAudio audio -> {}
            default ->
                throw new IllegalArgumentException(
                        "not for a voice: " + told.event().getClass());
        }
    }

    @Override
    public void revoked(int partition) {
        Set<String> calls = callsOfPartition.remove(partition);
        if (calls != null) {
            speaking().forget(calls::contains);
        }
    }

    @Override
    public void tick() {
        speaking().tick();
    }

    private Mouths speaking() {
        if (mouths == null) {
            throw new IllegalStateException("not open");
        }
        return mouths;
    }

    private Set<String> callsOf(int partition) {
        return callsOfPartition.computeIfAbsent(partition, number -> new HashSet<>());
    }
}
