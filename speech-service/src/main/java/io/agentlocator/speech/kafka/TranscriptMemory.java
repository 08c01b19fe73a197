package io.agentlocator.speech.kafka;

import io.agentlocator.events.Event;
import io.agentlocator.events.Topic;
import io.agentlocator.events.Transcript;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.ReceivedEvent;
import io.agentlocator.speech.recognition.CallRecognitions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The transcripts that all replicas of this service have published lately: utterance numbers continue after a restart, and no
 * recording is transcribed twice. Safe for all threads.
 */
@ApplicationScoped
public class TranscriptMemory implements CallLog.Reader {

    private static final Duration WINDOW = Duration.ofHours(2);
    private static final int MAX_ENTRIES = 20_000;

    private final CallLogFactory logs;
    private final Map<String, CallRecognitions.Published> calls = bounded();
    private final Map<String, Boolean> recordings = bounded();
    private @Nullable CallLog log;

    @Inject
    public TranscriptMemory(CallLogFactory logs) {
        this.logs = logs;
    }

    synchronized void open() {
        if (log == null) {
            log = logs.open(Set.of(Topic.TRANSCRIPTS), CallLog.Scope.everything(), WINDOW, this);
        }
    }

    synchronized boolean ready() {
        return log != null && log.ready();
    }

    void close() {
        CallLog open;
        synchronized (this) {
            open = log;
            log = null;
        }
        if (open != null) {
            open.close();
        }
    }

    synchronized CallRecognitions.Published of(String callSid) {
        return calls.getOrDefault(callSid, CallRecognitions.Published.NOTHING);
    }

    synchronized boolean hasRecording(String recordingSid) {
        return recordings.containsKey(recordingSid);
    }

    @Override
    public void replay(int partition, List<ReceivedEvent> past) {
        past.forEach(event -> remember(event.event()));
    }

    @Override
    public void live(ReceivedEvent event) {
        remember(event.event());
    }

    @Override
    public void revoked(int partition) {}

    @Override
    public void tick() {}

    synchronized void remember(Event event) {
        if (event instanceof Transcript transcript) {
            switch (transcript) {
                case Transcript.Final said -> remember(said.callSid(), said.utterance(), said.endMs());
                case Transcript.Unclear unclear -> remember(unclear.callSid(), unclear.utterance(), unclear.endMs());
                case Transcript.RecordingTranscribed done -> recordings.put(done.recordingSid(), true);
                case Transcript.RecordingFailed done -> recordings.put(done.recordingSid(), true);
                case Transcript.Listened listened -> {}
                case Transcript.TurnSpoken spoken -> {}
                case Transcript.Interim interim -> {}
                case Transcript.RecognitionFailed failed -> {}
            }
        }
    }

    private void remember(String callSid, int utterance, long endMs) {
        calls.merge(
                callSid,
                new CallRecognitions.Published(utterance, endMs),
                (before, now) -> now.utterance() > before.utterance() ? now : before);
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MAX_ENTRIES;
            }
        };
    }
}
