package io.agentlocator.speech.kafka;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.Topic;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.CallsByPartition;
import io.agentlocator.shell.kafka.ReceivedEvent;
import io.agentlocator.speech.recognition.CallRecognitions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Consumes the callers' sound of the partitions that this process owns. When it gets a partition, it reads the last seconds
 * again: an utterance in progress is not lost, and a published transcript is not published twice.
 */
@ApplicationScoped
public class CallerAudioListener implements CallLog.Reader {

    /** Older sound is of no use to a conversation: a process that lags this far behind skips it. */
    private static final Duration OLDEST = Duration.ofSeconds(10);

    private final CallLogFactory logs;
    private final TranscriptMemory memory;
    private final Counter tooOld;
    private final Clock clock = Clock.systemUTC();
    private final CallsByPartition calls = new CallsByPartition();
    private @Nullable CallRecognitions recognitions;
    private volatile @Nullable CallLog log;

    @Inject
    public CallerAudioListener(CallLogFactory logs, TranscriptMemory memory, MeterRegistry metrics) {
        this.logs = logs;
        this.memory = memory;
        this.tooOld = metrics.counter("agentlocator.sound.too.old");
    }

    /** Starts to consume. Blocks until the published transcripts have been read. */
    public void open(CallRecognitions opened) throws InterruptedException {
        memory.open();
        while (!memory.ready()) {
            // Without the memory a call that is taken over would count its utterances from 1 again.
            Thread.sleep(50);
        }
        recognitions = opened;
        log = logs.open(Set.of(Topic.CALLER_AUDIO), CallLog.Scope.shared("speech-service-hearing"), OLDEST, this);
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
        if (recognitions != null) {
            recognitions.close();
        }
        memory.close();
    }

    @Override
    public void replay(int partition, List<ReceivedEvent> past) {
        var streamsByCall = new LinkedHashMap<String, List<CallRecognitions.PastStream>>();
        for (ReceivedEvent event : past) {
            CallerAudio audio = (CallerAudio) event.event();
            List<CallRecognitions.PastStream> streams =
                    streamsByCall.computeIfAbsent(audio.callSid(), callSid -> new ArrayList<>());
            boolean known = !streams.isEmpty()
                    && streams.getLast().sound().getFirst().streamSid().equals(audio.streamSid());
            switch (audio) {
                case CallerAudio.Chunk chunk -> {
                    if (!known) {
                        endLast(streams);
                        streams.add(new CallRecognitions.PastStream(new ArrayList<>(), false));
                    }
                    streams.getLast().sound().add(chunk);
                }
                case CallerAudio.End end -> {
                    if (known) {
                        endLast(streams);
                    }
                }
            }
        }
        streamsByCall.forEach((callSid, streams) -> {
            calls.add(partition, callSid);
            recognitions().takeOver(streams, memory.of(callSid));
        });
    }

    private static void endLast(List<CallRecognitions.PastStream> streams) {
        if (!streams.isEmpty()) {
            streams.add(new CallRecognitions.PastStream(streams.removeLast().sound(), true));
        }
    }

    @Override
    public void live(ReceivedEvent event) {
        switch ((CallerAudio) event.event()) {
            case CallerAudio.Chunk chunk -> {
                if (Duration.between(event.meta().time(), clock.instant()).compareTo(OLDEST) > 0) {
                    tooOld.increment();
                    return;
                }
                calls.add(event.partition(), chunk.callSid());
                recognitions().chunk(chunk, memory.of(chunk.callSid()));
            }
            case CallerAudio.End end -> {
                recognitions().end(end);
                calls.remove(event.partition(), end.callSid());
            }
        }
    }

    @Override
    public void revoked(int partition) {
        recognitions().drop(calls.revoke(partition)::contains);
    }

    @Override
    public void tick() {
        recognitions().tick();
    }

    private CallRecognitions recognitions() {
        if (recognitions == null) {
            throw new IllegalStateException("not open");
        }
        return recognitions;
    }
}
