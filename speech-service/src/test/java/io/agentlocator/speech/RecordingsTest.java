package io.agentlocator.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Call;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.RecordingSource.Fetched;
import io.agentlocator.speechmodels.WavFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingsTest {

    private static final Call.RecordingReceived RECORDING =
            new Call.RecordingReceived("CA1", "RE1", "https://api.twilio.com/RE1", 3);
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(2), Duration.ofSeconds(5));

    private final List<Duration> waited = new ArrayList<>();

    /** Says how long each piece was that it was given. */
    private static final UtteranceRecognizer MEASURES = new UtteranceRecognizer() {
        @Override
        public String engine() {
            return "measures";
        }

        @Override
        public Heard recognize(Sound sound) {
            return new Heard(Long.toString(Math.round(sound.millis() / 1000.0)), 0.5, true);
        }
    };

    @Test
    void aFileThatIsNotThereYetIsWaitedFor() throws Exception {
        var transcript =
                transcribe(MEASURES, new Fetched.NotYet("HTTP 404"), new Fetched.NotYet("HTTP 404"), speech(3));
        assertThat(transcript).isEqualTo(new Transcript.RecordingTranscribed("CA1", "RE1", "3", 0.5));
        assertThat(waited).isEqualTo(PAUSES);
    }

    @Test
    void notForEver() throws Exception {
        assertThat(transcribe(MEASURES, new Fetched.NotYet("HTTP 404")))
                .isEqualTo(new Transcript.RecordingFailed("CA1", "RE1", "HTTP 404", 3));
    }

    @Test
    void whatWillNeverComeIsNotWaitedFor() throws Exception {
        assertThat(transcribe(MEASURES, new Fetched.Never("HTTP 401")))
                .isEqualTo(new Transcript.RecordingFailed("CA1", "RE1", "HTTP 401", 1));
        assertThat(waited).isEmpty();
    }

    @Test
    void aLongRecordingIsHeardInPieces() throws Exception {
        var transcript = (Transcript.RecordingTranscribed) transcribe(MEASURES, speech(50));
        var seconds = Arrays.stream(transcript.text().split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
        assertThat(Arrays.stream(seconds).sum()).isBetween(49, 51);
        assertThat(seconds).hasSizeGreaterThan(2);
        assertThat(Arrays.stream(seconds).max().orElseThrow()).isLessThanOrEqualTo(20);
    }

    @Test
    void silenceIsNoRecognisersBusiness() throws Exception {
        byte[] silence = WavFile.bytes(new short[8000 * 5], 8000);
        assertThat(transcribe(MEASURES, new Fetched.Arrived(silence)))
                .isEqualTo(new Transcript.RecordingTranscribed("CA1", "RE1", "", 0));
    }

    @Test
    void aFileThatIsNoSoundFails() throws Exception {
        var failed = (Transcript.RecordingFailed) transcribe(MEASURES, new Fetched.Arrived(new byte[] {1, 2, 3}));
        assertThat(failed.cause()).isEqualTo("unreadable: not a WAVE file");
    }

    @Test
    void aRecogniserInTroubleIsAskedAgainButNotForEver() throws Exception {
        var asked = new ArrayList<Sound>();
        var troubled = new UtteranceRecognizer() {
            @Override
            public String engine() {
                return "troubled";
            }

            @Override
            public Heard recognize(Sound sound) throws RecognitionTrouble {
                asked.add(sound);
                throw new RecognitionTrouble("UNAVAILABLE", true);
            }
        };
        assertThat(transcribe(troubled, speech(3)))
                .isEqualTo(new Transcript.RecordingFailed("CA1", "RE1", "UNAVAILABLE", 1));
        assertThat(asked).hasSize(3);
    }

    private Transcript transcribe(UtteranceRecognizer recognizer, Fetched... answers) throws InterruptedException {
        var asked = new int[1];
        RecordingSource source = url -> answers[Math.min(asked[0]++, answers.length - 1)];
        return new Recordings(source, recognizer, new Recordings.Settings(PAUSES, 20), waited::add)
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
