package io.agentlocator.speech.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MuLaw;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import io.agentlocator.shell.operations.OperatorCheck;
import io.agentlocator.shell.operations.OperatorSetting;
import io.agentlocator.speech.openai.AudioServer;
import io.agentlocator.testbed.google.Fault;
import io.agentlocator.testbed.google.GoogleSimulator;
import io.agentlocator.testbed.google.SyntheticVoice;
import io.agentlocator.testbed.infrastructure.KafkaTestResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service with a real broker, and simulated Google and OpenAI engines. */
@QuarkusTest
@WithTestResource(KafkaTestResource.class)
@WithTestResource(GoogleSpeechServiceTest.Simulated.class)
class GoogleSpeechServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String QUESTION = "אני מחפש דירה של 3 חדרים, בע״מ";

    public static final class Simulated implements QuarkusTestResourceLifecycleManager {

        static GoogleSimulator google;
        static AudioServer openai;

        @Override
        public Map<String, String> start() {
            try {
                google = GoogleSimulator.start();
                openai = new AudioServer();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return Map.of(
                    "SPEECH_RECOGNIZER",
                    "google,openai",
                    "SPEECH_SYNTHESIZER",
                    "google,openai",
                    "OPENAI_SPEECH_BASE_URL",
                    openai.baseUrl(),
                    "agentlocator.speech.phrases.warm",
                    "false",
                    "GOOGLE_SPEECH_ENDPOINT",
                    google.endpoint(),
                    "GOOGLE_TTS_ENDPOINT",
                    google.endpoint());
        }

        @Override
        public void stop() {
            if (google != null) {
                google.close();
                openai.close();
            }
        }
    }

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    EngineStartup startup;

    @Inject
    MeterRegistry metrics;

    @Any
    @Inject
    Instance<OperatorCheck> checks;

    @Any
    @Inject
    Instance<OperatorSetting> settings;

    private SurroundingTopics topics;

    @BeforeEach
    void open() throws Exception {
        topics = new SurroundingTopics(bootstrapServers);
        startup.opened().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(startup.state()).startsWith("ready");
    }

    @AfterEach
    void close() {
        Simulated.google.faults().clear();
        topics.close();
    }

    @Test
    void whatTheCallerSaysBecomesInterimAndFinalTranscripts() {
        byte[] said = SyntheticVoice.say(QUESTION, "caller");
        Simulated.google.know(QUESTION, said);
        speak("CA-google", said);

        var words = topics.await("CA-google", Transcript.Final.class, some -> true, PATIENCE)
                .orElseThrow();

        assertThat(words.text()).isEqualTo(QUESTION);
        assertThat(words.utterance()).isEqualTo(1);
        assertThat(words.engine()).contains("chirp_3");
        assertThat(words.tookMs()).isLessThan(1500);
        assertThat(topics.seen("CA-google", Transcript.Interim.class)).isNotEmpty();
    }

    @Test
    void aTurnBecomesTheVendorsSound() {
        topics.write(new Reply.Sentence("CA-google-speaks", 1, 0, 0, "הדירה עולה 1,850,000 ₪."));
        topics.write(new Reply.Completed("CA-google-speaks", 1, 1));

        assertThat(topics.await("CA-google-speaks", AgentAudio.TurnEnded.class, some -> true, PATIENCE))
                .isPresent();

        long millis = MuLaw.millis(topics.seen("CA-google-speaks", AgentAudio.Chunk.class).stream()
                .mapToInt(chunk -> chunk.mulaw().length)
                .sum());
        assertThat(millis).isGreaterThan(1500);
        assertThat(Simulated.google.journal().spoken())
                .anySatisfy(
                        spoken -> assertThat(spoken.text()).contains("מיליון").doesNotContainPattern("\\d"));
    }

    @Test
    void whenTheFirstEngineDoesNotHearTheSecondOneDoesAndWithoutAnyACallerIsToldSo() {
        Simulated.google.faults().always(Fault.Method.STREAMING_RECOGNIZE, Fault.Fails.unavailable());
        Simulated.google.faults().always(Fault.Method.RECOGNIZE, Fault.Fails.unavailable());
        Simulated.openai.always(AudioServer.json("{\"text\":\"" + "אני מחפש דירה" + "\"}"));
        byte[] said = SyntheticVoice.say(QUESTION, "caller");

        speak("CA-second", said);
        var words = topics.await("CA-second", Transcript.Final.class, some -> true, PATIENCE)
                .orElseThrow();
        assertThat(words.engine()).isEqualTo("openai/gpt-4o-mini-transcribe");
        assertThat(words.text()).isEqualTo("אני מחפש דירה");
        assertThat(words.tookMs()).isLessThan(1500);
        topics.write(new CallerAudio.End("CA-second", "MZ-1"));
        assertThat(topics.await(
                        "CA-second",
                        Transcript.Listened.class,
                        listened -> listened.engine().startsWith("openai"),
                        PATIENCE))
                .isPresent();
        assertThat(metrics.get("agentlocator.vendor.switches")
                        .tags("role", "recognizer", "from", "google", "to", "openai")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(1);
        assertThat(metrics.get("agentlocator.vendor.usage")
                        .tags("vendor", "openai", "unit", "seconds")
                        .counter()
                        .count())
                .isGreaterThan(1);

        Simulated.openai.always(AudioServer.status(503));
        speak("CA-none", said);
        assertThat(topics.await(
                        "CA-none", Transcript.RecognitionFailed.class, failed -> failed.recoverable(), PATIENCE))
                .isPresent();
        speak("CA-none-2", said);
        assertThat(topics.await(
                        "CA-none-2", Transcript.RecognitionFailed.class, failed -> !failed.recoverable(), PATIENCE))
                .isPresent();
        assertThat(state("stt")).contains("openai/gpt-4o-mini-transcribe");
    }

    @Test
    void whenTheFirstVoicesFailTheNextOneIsHeardInTime() {
        Simulated.google.faults().always(Fault.Method.STREAMING_SYNTHESIZE, new Fault.HalfOpen());
        Simulated.google.faults().always(Fault.Method.SYNTHESIZE, new Fault.Silent());
        Simulated.openai.always(AudioServer.sound(List.of(AudioServer.tone(440, 1500)), () -> {}));

        long start = System.nanoTime();
        topics.write(new Reply.Sentence("CA-voice", 1, 0, 0, "הדירה פנויה מיד, ואפשר לבוא לראות."));
        topics.write(new Reply.Completed("CA-voice", 1, 1));
        assertThat(topics.await("CA-voice", AgentAudio.Chunk.class, some -> true, PATIENCE))
                .isPresent();
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(2000);
        var spoken = topics.await("CA-voice", Transcript.TurnSpoken.class, some -> true, PATIENCE)
                .orElseThrow();
        assertThat(spoken.engine()).isEqualTo("openai/gpt-4o-mini-tts/coral");
        assertThat(spoken.soundMs()).isBetween(1400L, 1600L);
        assertThat(spoken.characters()).isGreaterThan(30);
        assertThat(metrics.get("agentlocator.vendor.switches")
                        .tags("role", "synthesizer", "from", "google", "to", "openai")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(metrics.get("agentlocator.vendor.errors")
                        .tags("vendor", "google", "kind", "timeout")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void operatorsSeeWhoHearsAndSpeaks() {
        assertThat(settings)
                .extracting(OperatorSetting::name, OperatorSetting::value)
                .contains(
                        tuple("recognizer", "google,openai"),
                        tuple("synthesizer", "google,openai"),
                        tuple("reply_mode", "stream"));
        assertThat(checks).extracting(OperatorCheck::name).contains("stt", "tts");
    }

    private String state(String check) {
        return checks.stream()
                .filter(some -> some.name().equals(check))
                .findFirst()
                .orElseThrow()
                .state();
    }

    /** Half a second of silence, the sentence, and a second and a half of silence, in real time. */
    private void speak(String callSid, byte[] said) {
        var sound = new ByteArrayOutputStream();
        sound.writeBytes(silence(500));
        sound.writeBytes(said);
        sound.writeBytes(silence(1500));
        byte[] all = sound.toByteArray();
        // In real time: the simulated vendor's clock is real.
        long next = System.nanoTime();
        for (int at = 0, sequence = 0; at + 800 <= all.length; at += 800, sequence++) {
            boolean speaking = at + 800 > 4000 && at + 800 <= 4000 + said.length;
            topics.write(new CallerAudio.Chunk(
                    callSid, "MZ-1", sequence, at / 8, speaking, Arrays.copyOfRange(all, at, at + 800)));
            next += 100_000_000;
            topics.watchUntil(next);
        }
    }

    private static byte[] silence(int millis) {
        byte[] silence = new byte[millis * 8];
        Arrays.fill(silence, MuLaw.SILENCE);
        return silence;
    }
}
