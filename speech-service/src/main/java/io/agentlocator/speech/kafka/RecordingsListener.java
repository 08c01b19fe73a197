package io.agentlocator.speech.kafka;

import io.agentlocator.events.Call;
import io.agentlocator.events.Transcript;
import io.agentlocator.shell.kafka.EventReader;
import io.agentlocator.shell.kafka.ReceivedEvent;
import io.agentlocator.speech.recordings.RecordingTranscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Consumes recordings. An event is acknowledged after the brokers have acknowledged its transcript, so none is lost if the
 * service stops in between. A recording that is received twice is transcribed once.
 */
@ApplicationScoped
public class RecordingsListener {

    private static final Logger LOG = Logger.getLogger(RecordingsListener.class);

    private final EventReader reader;
    private final TranscriptMemory memory;
    private final TranscriptsPublisher transcripts;
    private final Duration oldest;
    private final Semaphore atOnce;
    private final Clock clock = Clock.systemUTC();
    private final Set<String> inWork = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<RecordingTranscriber> transcriber = new CompletableFuture<>();

    @Inject
    public RecordingsListener(
            EventReader reader, TranscriptMemory memory, TranscriptsPublisher transcripts, TopicSettings settings) {
        this.reader = reader;
        this.memory = memory;
        this.transcripts = transcripts;
        this.oldest = settings.oldestRecording();
        this.atOnce = new Semaphore(settings.recordingsAtOnce());
    }

    /** From now on recordings are transcribed; those received before wait for it. */
    public void open(RecordingTranscriber opened) {
        transcriber.complete(opened);
    }

    /**
     * Completes at once for an event that needs no work, otherwise when the recording gets one of the places. Until then the
     * topic is not consumed further.
     */
    @Incoming("calls")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> take(Message<ConsumerRecord<String, byte[]>> message) {
        Optional<ReceivedEvent> event = reader.read(message.getPayload());
        if (event.isEmpty() || !(event.get().event() instanceof Call.RecordingReceived recording)) {
            return message.ack();
        }
        if (Duration.between(event.get().meta().time(), clock.instant()).compareTo(oldest) > 0) {
            LOG.warnf(
                    "recording too old to be transcribed recording_sid=%s call_sid=%s",
                    recording.recordingSid(), recording.callSid());
            return message.ack();
        }
        if (!inWork.add(recording.recordingSid())) {
            return message.ack();
        }
        var placed = new CompletableFuture<Void>();
        Thread.ofVirtual().name("recording").start(() -> {
            try {
                atOnce.acquire();
                placed.complete(null);
                try {
                    work(recording);
                } finally {
                    atOnce.release();
                }
                message.ack();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | RuntimeException e) {
                // Not acknowledged: Kafka delivers it again after the next start.
                inWork.remove(recording.recordingSid());
                LOG.errorf(e, "recording not worked on recording_sid=%s", recording.recordingSid());
            } finally {
                placed.complete(null);
            }
        });
        return placed;
    }

    private void work(Call.RecordingReceived recording) throws InterruptedException, ExecutionException {
        RecordingTranscriber opened = transcriber.get();
        while (!memory.ready()) {
            Thread.sleep(50);
        }
        if (memory.hasRecording(recording.recordingSid())) {
            return;
        }
        Transcript transcript = opened.transcribe(recording);
        transcripts
                .publishAcked(transcript, "recording-" + recording.recordingSid())
                .toCompletableFuture()
                .get();
    }
}
