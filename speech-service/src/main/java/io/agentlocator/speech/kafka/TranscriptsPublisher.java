package io.agentlocator.speech.kafka;

import io.agentlocator.events.Transcript;
import io.agentlocator.shell.kafka.EventPublisher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Publishes transcripts and logs them (R64, R68). */
@ApplicationScoped
public class TranscriptsPublisher {

    private static final Logger LOG = Logger.getLogger("io.agentlocator.speech.Transcripts");

    private final EventPublisher publisher;
    private final MeterRegistry metrics;
    private final boolean logSpeech;

    @Inject
    public TranscriptsPublisher(EventPublisher publisher, MeterRegistry metrics, TopicSettings settings) {
        this.publisher = publisher;
        this.metrics = metrics;
        this.logSpeech = settings.logSpeech();
        // Both counters exist with 0 from the start, so that the first failure is an increase.
        List.of("transcribed", "failed").forEach(this::recordings);
    }

    public void publish(Transcript transcript) {
        log(transcript);
        publisher.publish(transcript);
    }

    /** Completes when the brokers have acknowledged it. @param id the event's id, the same for each try */
    public CompletionStage<Void> publishAcked(Transcript transcript, String id) {
        log(transcript);
        return publisher.publishAcked(transcript, id);
    }

    private void log(Transcript transcript) {
        switch (transcript) {
            case Transcript.Interim interim ->
                LOG.infof(
                        "HEBREW_SPEECH interim utterance=%d chars=%d call_sid=%s%s",
                        interim.utterance(), interim.text().length(), interim.callSid(), words(interim.text()));
            case Transcript.Final said -> {
                LOG.infof(
                        "HEBREW_SPEECH final utterance=%d chars=%d confidence=%.2f took_ms=%d engine=%s call_sid=%s%s",
                        said.utterance(),
                        said.text().length(),
                        said.confidence(),
                        said.tookMs(),
                        said.engine(),
                        said.callSid(),
                        words(said.text()));
                count("final");
                metrics.timer("agentlocator.transcript", "engine", said.engine())
                        .record(said.tookMs(), TimeUnit.MILLISECONDS);
            }
            case Transcript.Unclear unclear -> {
                LOG.infof(
                        "HEBREW_SPEECH final utterance=%d chars=0 unclear=true call_sid=%s",
                        unclear.utterance(), unclear.callSid());
                count("unclear");
            }
            case Transcript.RecognitionFailed failed -> {
                LOG.warnf(
                        "recognition failed recoverable=%b cause=%s call_sid=%s",
                        failed.recoverable(), failed.cause(), failed.callSid());
                count("failed");
            }
            case Transcript.Listened listened -> {}
            case Transcript.TurnSpoken spoken -> {}
            case Transcript.RecordingTranscribed transcribed -> {
                LOG.infof(
                        "recording_transcribed recording_sid=%s chars=%d confidence=%.2f call_sid=%s%s",
                        transcribed.recordingSid(),
                        transcribed.text().length(),
                        transcribed.confidence(),
                        transcribed.callSid(),
                        words(transcribed.text()));
                recordings("transcribed").increment();
            }
            case Transcript.RecordingFailed failed -> {
                LOG.errorf(
                        "recording_transcribe_fail recording_sid=%s cause=%s attempts=%d call_sid=%s",
                        failed.recordingSid(), failed.cause(), failed.attempts(), failed.callSid());
                recordings("failed").increment();
            }
        }
    }

    private void count(String result) {
        metrics.counter("agentlocator.utterances", "result", result).increment();
    }

    private Counter recordings(String result) {
        return metrics.counter("agentlocator.recordings", "result", result);
    }

    private String words(String text) {
        return logSpeech ? " text=\"" + text + "\"" : "";
    }
}
