package io.agentlocator.speech.kafka;

import io.agentlocator.events.Call;
import io.agentlocator.events.Transcript;
import io.agentlocator.shell.kafka.EventReader;
import io.agentlocator.shell.kafka.Told;
import io.agentlocator.speech.Recordings;
import io.agentlocator.speech.app.Service;
import io.agentlocator.speech.app.SpeechConfig;
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
 * Has recordings transcribed. An event is acknowledged when its transcript is with the brokers, so none is lost when the
 * service stops in between; one that comes twice is transcribed once.
 */
@ApplicationScoped
public class RecordingsListener {

    private static final Logger LOG = Logger.getLogger(RecordingsListener.class);

    private final EventReader reader;
    private final Service service;
    private final TranscriptMemory memory;
    private final TranscriptsPublisher transcripts;
    private final Duration oldest;
    private final Semaphore atOnce;
    private final Clock clock = Clock.systemUTC();
    private final Set<String> inWork = ConcurrentHashMap.newKeySet();

    @Inject
    public RecordingsListener(
            EventReader reader,
            Service service,
            TranscriptMemory memory,
            TranscriptsPublisher transcripts,
            SpeechConfig config) {
        this.reader = reader;
        this.service = service;
        this.memory = memory;
        this.transcripts = transcripts;
        this.oldest = config.recordings().oldest();
        this.atOnce = new Semaphore(config.recordings().atOnce());
    }

    /** Completes at once for what needs no work, and with a place to work otherwise: the topic waits for places. */
    @Incoming("calls")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> take(Message<ConsumerRecord<String, byte[]>> message) {
        Optional<Told> told = reader.read(message.getPayload());
        if (told.isEmpty() || !(told.get().event() instanceof Call.RecordingReceived recording)) {
            return message.ack();
        }
        if (Duration.between(told.get().meta().time(), clock.instant()).compareTo(oldest) > 0) {
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
                // Not acknowledged: it comes again with the next start.
                inWork.remove(recording.recordingSid());
                LOG.errorf(e, "recording not worked on recording_sid=%s", recording.recordingSid());
            } finally {
                placed.complete(null);
            }
        });
        return placed;
    }

    private void work(Call.RecordingReceived recording) throws InterruptedException, ExecutionException {
        Recordings recordings = service.recordings().get();
        while (!memory.ready()) {
            Thread.sleep(50);
        }
        if (memory.hasRecording(recording.recordingSid())) {
            return;
        }
        Transcript transcript = recordings.transcribe(recording);
        transcripts
                .tellForSure(transcript, "recording-" + recording.recordingSid())
                .toCompletableFuture()
                .get();
    }
}
