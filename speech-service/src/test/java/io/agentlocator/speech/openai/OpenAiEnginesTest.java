package io.agentlocator.speech.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agentlocator.events.MuLaw;
import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.audio.WavReader;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.SpeechSynthesizer.SoundSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server on loopback. */
@Timeout(30)
class OpenAiEnginesTest {

    private static final String TEXT = "הדירה עולה מיליון שקל, בע״מ.";

    private final AudioServer server = new AudioServer();
    private final OpenAiSettings settings = new OpenAiSettings(
            server.baseUrl(),
            "sk-test",
            "hears",
            "speaks",
            "leah",
            "he",
            "דירה, רחוב דיזנגוף",
            Duration.ofSeconds(1),
            Duration.ofMillis(600),
            Duration.ofMillis(600),
            Duration.ofMillis(400));
    private final OpenAiRecognizer recognizer = new OpenAiRecognizer(settings);
    private final OpenAiSynthesizer voice = new OpenAiSynthesizer(settings);

    @AfterEach
    void close() {
        server.close();
        recognizer.close();
        voice.close();
    }

    @Test
    void anUtteranceIsSentAsAWaveFileInHebrew() throws Exception {
        server.then(AudioServer.json("{\"text\":\" שלום, אני מחפש דירה. \"}"));
        short[] samples = new short[4000];
        Arrays.setAll(new int[samples.length], i -> samples[i] = (short) (i * 7));

        var heard = recognizer.recognize(new PcmAudio(samples, 8000));

        assertThat(heard.text()).isEqualTo("שלום, אני מחפש דירה.");
        assertThat(heard.understood()).isTrue();
        var asked = server.asked.getFirst();
        assertThat(asked.path()).isEqualTo("/v1/audio/transcriptions");
        assertThat(asked.authorization()).isEqualTo("Bearer sk-test");
        assertThat(asked.fields())
                .containsEntry("model", "hears")
                .containsEntry("language", "he")
                .containsEntry("response_format", "json")
                .containsEntry("filename", "utterance.wav");
        assertThat(new String(
                        asked.fields().get("prompt").getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .isEqualTo("דירה, רחוב דיזנגוף");
        PcmAudio file = WavReader.parse(asked.fields().get("file").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(file.rate()).isEqualTo(8000);
        assertThat(file.samples()).isEqualTo(samples);
        assertThat(recognizer.engine()).isEqualTo("openai/hears");
    }

    @ParameterizedTest
    @ValueSource(strings = {"תודה על הצפייה.", "", " ... "})
    void hallucinationsAreNotTrusted(String text) throws Exception {
        server.then(AudioServer.json("{\"text\":\"" + text + "\"}"));
        assertThat(recognizer.recognize(new PcmAudio(new short[4000], 8000)).understood())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "401, CREDENTIALS",
        "403, CREDENTIALS",
        "429, QUOTA",
        "400, REFUSED",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    void eachStatusHasItsKindAndIsNotRetried(int status, FailureKind kind) {
        server.always(AudioServer.status(status));
        var failure = catchThrowableOfType(
                EngineFailure.class, () -> recognizer.recognize(new PcmAudio(new short[4000], 8000)));
        assertThat(failure.kind()).isEqualTo(kind);
        var failed = catchThrowableOfType(EngineFailure.class, () -> voice.speak(TEXT, mulaw -> true));
        assertThat(failed.kind()).isEqualTo(kind);
        assertThat(server.asked).hasSize(2);
    }

    @Test
    void aMissingAnswerFailsWithinTheTimeLimit() {
        server.always(server.hangs());
        long start = System.nanoTime();
        var failure = catchThrowableOfType(
                EngineFailure.class, () -> recognizer.recognize(new PcmAudio(new short[4000], 8000)));
        assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
        var failed = catchThrowableOfType(EngineFailure.class, () -> voice.speak(TEXT, mulaw -> true));
        assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(2500);
        assertThat(server.asked).hasSize(2);
    }

    @Test
    void anInvalidAnswerIsAFailureWithoutItsWords() {
        server.then(AudioServer.json("secret words, not json"));
        assertThatThrownBy(() -> recognizer.recognize(new PcmAudio(new short[4000], 8000)))
                .isInstanceOf(EngineFailure.class)
                .message()
                .doesNotContain("secret");
        server.then(AudioServer.json("{}"));
        var failure = catchThrowableOfType(
                EngineFailure.class, () -> recognizer.recognize(new PcmAudio(new short[4000], 8000)));
        assertThat(failure.kind()).isEqualTo(FailureKind.EMPTY);
    }

    @Test
    void aMissingServerIsAFailureInTime() {
        server.close();
        long start = System.nanoTime();
        assertThatThrownBy(() -> recognizer.recognize(new PcmAudio(new short[4000], 8000)))
                .isInstanceOf(EngineFailure.class);
        assertThatThrownBy(() -> voice.speak(TEXT, mulaw -> true)).isInstanceOf(EngineFailure.class);
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(2000);
    }

    @ParameterizedTest
    @CsvSource({"300, true", "1000, true", "3000, true", "5000, false", "7000, false", "10000, false"})
    void theTelephoneBandPassesAndHigherFrequenciesDoNot(int hertz, boolean audible) throws Exception {
        server.then(AudioServer.sound(List.of(AudioServer.tone(hertz, 1000)), () -> {}));
        var heard = MuLaw.decode(spoken());
        assertThat(heard).hasSize(8000);
        double loudness = loudness(heard, 400, 7600);
        if (audible) {
            assertThat(loudness).isBetween(6000.0, 7500.0);
            assertThat(crossings(heard)).isBetween(2 * hertz - 6, 2 * hertz + 6);
        } else {
            assertThat(loudness).as("50 dB below, or less").isLessThan(7071 / 316.0);
        }
        assertThat(server.asked.getFirst().body())
                .contains("\"model\":\"speaks\"", "\"voice\":\"leah\"", "\"response_format\":\"pcm\"");
    }

    @Test
    void theSoundDoesNotDependOnNetworkPieces() throws Exception {
        byte[] pcm = AudioServer.tone(700, 300);
        server.then(AudioServer.sound(List.of(pcm), () -> {}));
        byte[] whole = spoken();
        var pieces = new ArrayList<byte[]>();
        for (int from = 0, length = 1; from < pcm.length; from += length, length = length % 997 + 90) {
            pieces.add(Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + length)));
        }
        server.then(AudioServer.sound(pieces, () -> {}));
        assertThat(spoken()).isEqualTo(whole);
    }

    @Test
    void theFirstSoundComesBeforeTheSentenceIsComplete() throws Exception {
        var heard = new CountDownLatch(1);
        server.then(AudioServer.sound(List.of(AudioServer.tone(500, 200), AudioServer.tone(500, 200)), () -> {
            try {
                heard.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        var all = new ByteArrayOutputStream();
        voice.speak(TEXT, mulaw -> {
            all.writeBytes(mulaw);
            heard.countDown();
            return true;
        });
        assertThat(all.size()).isEqualTo(3200);
    }

    @Test
    void aSentenceThatStallsOrBreaksOffFailsAndKeepsItsSound() {
        byte[] piece = AudioServer.tone(500, 200);
        server.then(AudioServer.sound(List.of(piece, piece), () -> {
            try {
                server.closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        server.then(AudioServer.breaksOff(piece));
        for (FailureKind kind : List.of(FailureKind.TIMEOUT, FailureKind.UNAVAILABLE)) {
            var all = new ByteArrayOutputStream();
            var failed = catchThrowableOfType(EngineFailure.class, () -> voice.speak(TEXT, keep(all)));
            assertThat(failed.kind()).isEqualTo(kind);
            assertThat(all.size()).isBetween(1500, 1600);
        }
    }

    @Test
    void anEmptyAnswerIsAFailure() {
        server.then(AudioServer.sound(List.of(), () -> {}));
        var failed = catchThrowableOfType(EngineFailure.class, () -> voice.speak(TEXT, mulaw -> true));
        assertThat(failed.kind()).isEqualTo(FailureKind.EMPTY);
    }

    @Test
    void anInterruptEndsTheSentence() throws Exception {
        server.always(server.hangs());
        var thrown = new AtomicReference<Throwable>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                voice.speak(TEXT, mulaw -> true);
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        thread.interrupt();
        assertThat(thread.join(Duration.ofSeconds(1))).isTrue();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aMissingKeyIsNamed() {
        assertThatThrownBy(() -> OpenAiSettings.fromEnvironment(name -> null, ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("OPENAI_API_KEY is missing");
        var local = OpenAiSettings.fromEnvironment(
                Map.of("OPENAI_BASE_URL", "http://a/v1", "OPENAI_SPEECH_BASE_URL", "http://b/v1/")::get, "");
        assertThat(local.baseUrl()).isEqualTo("http://b/v1");
        assertThat(settings.toString()).doesNotContain("sk-test");
    }

    private byte[] spoken() throws Exception {
        var all = new ByteArrayOutputStream();
        voice.speak(TEXT, keep(all));
        return all.toByteArray();
    }

    private static SoundSink keep(ByteArrayOutputStream all) {
        return mulaw -> {
            all.writeBytes(mulaw);
            return true;
        };
    }

    private static double loudness(short[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / (to - from));
    }

    private static int crossings(short[] samples) {
        int crossings = 0;
        for (int i = 1; i < samples.length; i++) {
            crossings += (samples[i - 1] < 0) != (samples[i] < 0) ? 1 : 0;
        }
        return crossings;
    }
}
