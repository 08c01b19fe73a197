package io.agentlocator.speech;

import io.agentlocator.events.Call;
import io.agentlocator.events.Transcript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Turns a recording into words: fetched with patience, cut at pauses, heard piece by piece. Safe for all threads. */
public final class Recordings {

    /** How a thread waits; tests let no time pass. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * @param pauses between one try to fetch and the next; one more try than pauses
     * @param pieceSeconds no piece that is recognised at once is longer
     */
    public record Settings(List<Duration> pauses, int pieceSeconds) {

        public Settings {
            pauses = List.copyOf(pauses);
            if (pieceSeconds < 5) {
                throw new IllegalArgumentException("pieces of " + pieceSeconds + " s are too short to understand");
            }
        }
    }

    private static final int RECOGNITION_TRIES = 3;

    private final RecordingSource source;
    private final UtteranceRecognizer recognizer;
    private final Settings settings;
    private final Pause pause;

    public Recordings(RecordingSource source, UtteranceRecognizer recognizer, Settings settings, Pause pause) {
        this.source = source;
        this.recognizer = recognizer;
        this.settings = settings;
        this.pause = pause;
    }

    /** @return {@link Transcript.RecordingTranscribed} or {@link Transcript.RecordingFailed} */
    public Transcript transcribe(Call.RecordingReceived recording) throws InterruptedException {
        String cause = "";
        int tries = settings.pauses().size() + 1;
        for (int attempt = 1; attempt <= tries; attempt++) {
            switch (source.fetch(recording.recordingUrl())) {
                case RecordingSource.Fetched.Arrived arrived -> {
                    return hear(recording, arrived.file(), attempt);
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

    private Transcript hear(Call.RecordingReceived recording, byte[] file, int attempts) throws InterruptedException {
        Sound sound;
        try {
            sound = WavSound.parse(file);
        } catch (IllegalArgumentException e) {
            return failed(recording, "unreadable: " + e.getMessage(), attempts);
        }
        var texts = new ArrayList<String>();
        double confidence = 0;
        double weight = 0;
        for (Sound piece : Pieces.of(sound, settings.pieceSeconds())) {
            if (!Loudness.audible(piece.samples(), piece.rate())) {
                continue;
            }
            Heard heard;
            try {
                heard = hear(piece);
            } catch (RecognitionTrouble e) {
                return failed(recording, String.valueOf(e.getMessage()), attempts);
            }
            if (heard.understood()) {
                texts.add(heard.text());
                confidence += heard.confidence() * piece.millis();
                weight += piece.millis();
            }
        }
        return new Transcript.RecordingTranscribed(
                recording.callSid(),
                recording.recordingSid(),
                String.join(" ", texts),
                weight == 0 ? 0 : confidence / weight);
    }

    private Heard hear(Sound piece) throws RecognitionTrouble, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return recognizer.recognize(piece);
            } catch (RecognitionTrouble e) {
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
