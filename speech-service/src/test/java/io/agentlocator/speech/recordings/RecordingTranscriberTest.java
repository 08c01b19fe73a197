package io.agentlocator.speech.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Call;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.RecognitionResult;
import io.agentlocator.speech.roles.RecordingSource;
import io.agentlocator.speech.roles.RecordingSource.Fetched;
import io.agentlocator.speech.roles.UtteranceRecognizer;
import io.agentlocator.speechmodels.WavFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingTranscriberTest {

    private static final Call.RecordingReceived RECORDING =
            new Call.RecordingReceived("CA1", "RE1", "https://api.twilio.com/RE1", 3);
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(2), Duration.ofSeconds(5));

    private final List<Duration> waited = new ArrayList<>();

    /** Answers with the length of each piece in seconds. */
    private static final UtteranceRecognizer MEASURES = new UtteranceRecognizer() {
        @Override
        public String engine() {
            return "measures";
        }

        @Override
        public RecognitionResult recognize(PcmAudio audio) {
            return new RecognitionResult(Long.toString(Math.round(audio.millis() / 1000.0)), 0.5, true);
        }
    };

    @Test
    void aMissingFileIsRetriedAfterPauses() throws Exception {
        var transcript =
                transcribe(MEASURES, new Fetched.NotYet("HTTP 404"), new Fetched.NotYet("HTTP 404"), speech(3));
        assertThat(transcript).isEqualTo(new Transcript.RecordingTranscribed("CA1", "RE1", "3", 0.5));
        assertThat(waited).isEqualTo(PAUSES);
    }

    @Test
    void theRetriesAreBounded() throws Exception {
        assertThat(transcribe(MEASURES, new Fetched.NotYet("HTTP 404")))
                .isEqualTo(new Transcript.RecordingFailed("CA1", "RE1", "HTTP 404", 3));
    }

    @Test
    void aRefusedFileIsNotRetried() throws Exception {
        assertThat(transcribe(MEASURES, new Fetched.Never("HTTP 401")))
                .isEqualTo(new Transcript.RecordingFailed("CA1", "RE1", "HTTP 401", 1));
        assertThat(waited).isEmpty();
    }

    @Test
    void aLongRecordingIsRecognizedInPieces() throws Exception {
        var transcript = (Transcript.RecordingTranscribed) transcribe(MEASURES, speech(50));
        var seconds = Arrays.stream(transcript.text().split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
        assertThat(Arrays.stream(seconds).sum()).isBetween(49, 51);
        assertThat(seconds).hasSizeGreaterThan(2);
        assertThat(Arrays.stream(seconds).max().orElseThrow()).isLessThanOrEqualTo(20);
    }

    @Test
    void silenceIsNotRecognized() throws Exception {
        byte[] silence = WavFile.bytes(new short[8000 * 5], 8000);
        assertThat(transcribe(MEASURES, new Fetched.Arrived(silence)))
                .isEqualTo(new Transcript.RecordingTranscribed("CA1", "RE1", "", 0));
    }

    @Test
    void aFileThatIsNotWaveFails() throws Exception {
        var failed = (Transcript.RecordingFailed) transcribe(MEASURES, new Fetched.Arrived(new byte[] {1, 2, 3}));
        assertThat(failed.cause()).isEqualTo("unreadable: not a WAVE file");
    }

    @Test
    void aFailingRecognizerIsRetriedWithABound() throws Exception {
        var asked = new ArrayList<PcmAudio>();
        var failing = new UtteranceRecognizer() {
            @Override
            public String engine() {
                return "failing";
            }

            @Override
            public RecognitionResult recognize(PcmAudio audio) throws EngineFailure {
                asked.add(audio);
                throw new EngineFailure(FailureKind.UNAVAILABLE, "UNAVAILABLE");
            }
        };
        assertThat(transcribe(failing, speech(3)))
                .isEqualTo(new Transcript.RecordingFailed("CA1", "RE1", "UNAVAILABLE", 1));
        assertThat(asked).hasSize(3);
    }

    private Transcript transcribe(UtteranceRecognizer recognizer, Fetched... answers) throws InterruptedException {
        var asked = new int[1];
        RecordingSource source = url -> answers[Math.min(asked[0]++, answers.length - 1)];
        return new RecordingTranscriber(source, recognizer, new RecordingTranscriber.Settings(PAUSES, 20), waited::add)
                .transcribe(RECORDING);
    }

    /** A tone with a pause of half a second every four seconds. */
    private static Fetched speech(int seconds) {
        short[] samples = new short[seconds * 8000];
        for (int i = 0; i < samples.length; i++) {
            boolean pause = i % 32_000 > 28_000;
            samples[i] = (short) (pause ? 0 : 6000 * Math.sin(i * 0.3));
        }
        return new Fetched.Arrived(WavFile.bytes(samples, 8000));
    }
}
