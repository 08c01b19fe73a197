package io.agentlocator.speech.kafka;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.Topic;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.Told;
import io.agentlocator.speech.app.Ears;
import io.agentlocator.speech.app.Service;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
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
 * Hears the callers whose partitions are ours. After a change of hands the last seconds are read again: what was being said
 * is not lost, what was told already is not told twice.
 */
@ApplicationScoped
public class CallerAudioListener implements CallLog.Reader {

    /** Older sound is of no use to a conversation; a service that has fallen so far behind leaps. */
    private static final Duration OLDEST = Duration.ofSeconds(10);

    private final CallLogFactory logs;
    private final TranscriptMemory memory;
    private final TranscriptsPublisher transcripts;
    private final Counter tooOld;
    private final Clock clock = Clock.systemUTC();
    private final Map<Integer, Set<String>> callsOfPartition = new HashMap<>();
    private @Nullable Ears ears;
    private volatile @Nullable CallLog log;

    @Inject
    public CallerAudioListener(
            CallLogFactory logs, TranscriptMemory memory, TranscriptsPublisher transcripts, MeterRegistry metrics) {
        this.logs = logs;
        this.memory = memory;
        this.transcripts = transcripts;
        this.tooOld = metrics.counter("agentlocator.sound.too.old");
    }

    void open(@Observes Service.Ready ready) throws InterruptedException {
        memory.open();
        while (!memory.ready()) {
            // Without it a call that is taken over would count its utterances from 1 again.
            Thread.sleep(50);
        }
        ears = new Ears(
                ready.listening(),
                ready.engines().live().orElse(null),
                ready.decoding(),
                transcripts::tell,
                ready.watch(),
                ready.nowMs(),
                ready.attention());
        log = logs.open(Set.of(Topic.CALLER_AUDIO), CallLog.Scope.shared("speech-service-hearing"), OLDEST, this);
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
        if (ears != null) {
            ears.close();
        }
        memory.close();
    }

    @Override
    public void replay(int partition, List<Told> past) {
        var calls = new LinkedHashMap<String, List<Ears.Past>>();
        for (Told told : past) {
            CallerAudio audio = (CallerAudio) told.event();
            List<Ears.Past> streams = calls.computeIfAbsent(audio.callSid(), callSid -> new ArrayList<>());
            boolean known = !streams.isEmpty()
                    && streams.getLast().sound().getFirst().streamSid().equals(audio.streamSid());
            switch (audio) {
                case CallerAudio.Chunk chunk -> {
                    if (!known) {
                        ended(streams);
                        streams.add(new Ears.Past(new ArrayList<>(), false));
                    }
                    streams.getLast().sound().add(chunk);
                }
                case CallerAudio.End end -> {
                    if (known) {
                        ended(streams);
                    }
                }
            }
        }
        calls.forEach((callSid, streams) -> {
            callsOf(partition).add(callSid);
            hearing().takeOver(streams, memory.of(callSid));
        });
    }

    private static void ended(List<Ears.Past> streams) {
        if (!streams.isEmpty()) {
            streams.add(new Ears.Past(streams.removeLast().sound(), true));
        }
    }

    @Override
    public void live(Told told) {
        switch ((CallerAudio) told.event()) {
            case CallerAudio.Chunk chunk -> {
                if (Duration.between(told.meta().time(), clock.instant()).compareTo(OLDEST) > 0) {
                    tooOld.increment();
                    return;
                }
                callsOf(told.partition()).add(chunk.callSid());
                hearing().chunk(chunk, memory.of(chunk.callSid()));
            }
            case CallerAudio.End end -> {
                hearing().end(end);
                callsOf(told.partition()).remove(end.callSid());
            }
        }
    }

    @Override
    public void revoked(int partition) {
        Set<String> calls = callsOfPartition.remove(partition);
        if (calls != null) {
            hearing().forget(calls::contains);
        }
    }

    @Override
    public void tick() {
        hearing().tick();
    }

    private Ears hearing() {
        if (ears == null) {
            throw new IllegalStateException("not open");
        }
        return ears;
    }

    private Set<String> callsOf(int partition) {
        return callsOfPartition.computeIfAbsent(partition, number -> new HashSet<>());
    }
}
