package io.agentlocator.speech.recordings;

import io.agentlocator.events.Call;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.audio.Loudness;
import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.audio.WavReader;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.RecognitionResult;
import io.agentlocator.speech.roles.RecordingSource;
import io.agentlocator.speech.roles.UtteranceRecognizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Transcribes a recording: fetches its file with bounded retries, cuts it at pauses, and recognises it piece by piece. Safe for
 * all threads.
 */
public final class RecordingTranscriber {

    /** How a thread waits; tests let no time pass. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * @param pauses waits between the tries to fetch the file; there is one more try than pauses
     * @param pieceSeconds the maximum length of a piece for one recognition
     */
    public record Settings(List<Duration> pauses, int pieceSeconds) {

        public Settings {
            pauses = List.copyOf(pauses);
            if (pieceSeconds < 5) {
                throw new IllegalArgumentException("pieces of " + pieceSeconds + " s are too short to recognise");
            }
        }
    }

    private static final int RECOGNITION_TRIES = 3;

    private final RecordingSource source;
    private final UtteranceRecognizer recognizer;
    private final Settings settings;
    private final Pause pause;

    public RecordingTranscriber(
            RecordingSource source, UtteranceRecognizer recognizer, Settings settings, Pause pause) {
        this.source = source;
        this.recognizer = recognizer;
        this.settings = settings;
        this.pause = pause;
    }

    /** Blocks. @return {@link Transcript.RecordingTranscribed} or {@link Transcript.RecordingFailed} */
    public Transcript transcribe(Call.RecordingReceived recording) throws InterruptedException {
        String cause = "";
        int tries = settings.pauses().size() + 1;
        for (int attempt = 1; attempt <= tries; attempt++) {
            switch (source.fetch(recording.recordingUrl())) {
                case RecordingSource.Fetched.Arrived arrived -> {
                    return transcribe(recording, arrived.file(), attempt);
                }
                case RecordingSource.Fetched.NotYet notYet -> cause = notYet.cause();
                case RecordingSource.Fetched.Never never -> {
                    return failed(recording, never.cause(), attempt);
                }
            }
            if (attempt < tries) {
                pause.sleep(settings.pauses().get(attempt - 1));
            }
        }
        return failed(recording, cause, tries);
    }

    private Transcript transcribe(Call.RecordingReceived recording, byte[] file, int attempts)
            throws InterruptedException {
        PcmAudio audio;
        try {
            audio = WavReader.parse(file);
        } catch (IllegalArgumentException e) {
            return failed(recording, "unreadable: " + e.getMessage(), attempts);
        }
        var texts = new ArrayList<String>();
        double confidence = 0;
        double weight = 0;
        for (PcmAudio piece : AudioSplitter.split(audio, settings.pieceSeconds())) {
            if (!Loudness.audible(piece.samples(), piece.rate())) {
                continue;
            }
            RecognitionResult result;
            try {
                result = recognize(piece);
            } catch (EngineFailure e) {
                return failed(recording, e.reason(), attempts);
            }
            if (result.understood()) {
                texts.add(result.text());
                confidence += result.confidence() * piece.millis();
                weight += piece.millis();
            }
        }
        return new Transcript.RecordingTranscribed(
                recording.callSid(),
                recording.recordingSid(),
                String.join(" ", texts),
                weight == 0 ? 0 : confidence / weight);
    }

    private RecognitionResult recognize(PcmAudio piece) throws EngineFailure, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return recognizer.recognize(piece);
            } catch (EngineFailure e) {
                if (!e.recoverable() || attempt == RECOGNITION_TRIES) {
                    throw e;
                }
                pause.sleep(Duration.ofSeconds(2L * attempt));
            }
        }
    }

    private static Transcript failed(Call.RecordingReceived recording, String cause, int attempts) {
        return new Transcript.RecordingFailed(recording.callSid(), recording.recordingSid(), cause, attempts);
    }
}
