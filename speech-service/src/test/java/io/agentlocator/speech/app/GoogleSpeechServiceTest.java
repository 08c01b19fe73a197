package io.agentlocator.speech.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MuLaw;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import io.agentlocator.testbed.google.GoogleSimulator;
import io.agentlocator.testbed.google.SyntheticVoice;
import io.agentlocator.testbed.infrastructure.KafkaTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service between its topics, with Google's protocol in place of engines of its own. */
@QuarkusTest
@WithTestResource(KafkaTestResource.class)
@WithTestResource(GoogleSpeechServiceTest.Simulated.class)
class GoogleSpeechServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String QUESTION = "אני מחפש דירה של 3 חדרים, בע״מ";

    public static final class Simulated implements QuarkusTestResourceLifecycleManager {

        static GoogleSimulator google;

        @Override
        public Map<String, String> start() {
            try {
                google = GoogleSimulator.start();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return Map.of(
                    "SPEECH_RECOGNIZER",
                    "google",
                    "SPEECH_SYNTHESIZER",
                    "google",
                    "GOOGLE_SPEECH_ENDPOINT",
                    google.endpoint(),
                    "GOOGLE_TTS_ENDPOINT",
                    google.endpoint());
        }

        @Override
        public void stop() {
            if (google != null) {
                google.close();
            }
        }
    }

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Service service;

    private Ring ring;

    @BeforeEach
    void open() throws Exception {
        ring = new Ring(bootstrapServers);
        service.recordings().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(service.state()).isEqualTo("ready");
    }

    @AfterEach
    void close() {
        ring.close();
    }

    @Test
    void whatTheCallerSaysBecomesInterimAndFinalTranscripts() {
        byte[] said = SyntheticVoice.say(QUESTION, "caller");
        Simulated.google.know(QUESTION, said);
        var sound = new ByteArrayOutputStream();
        sound.writeBytes(silence(500));
        sound.writeBytes(said);
        sound.writeBytes(silence(1500));
        byte[] all = sound.toByteArray();
        // As fast as a caller speaks: the vendor's clock is real.
        long next = System.nanoTime();
        for (int at = 0, sequence = 0; at + 800 <= all.length; at += 800, sequence++) {
            boolean speaking = at + 800 > 4000 && at + 800 <= 4000 + said.length;
            ring.write(new CallerAudio.Chunk(
                    "CA-google", "MZ-1", sequence, at / 8, speaking, Arrays.copyOfRange(all, at, at + 800)));
            next += 100_000_000;
            ring.watchUntil(next);
        }

        var words = ring.await("CA-google", Transcript.Final.class, some -> true, PATIENCE)
                .orElseThrow();

        assertThat(words.text()).isEqualTo(QUESTION);
        assertThat(words.utterance()).isEqualTo(1);
        assertThat(words.engine()).contains("chirp_3");
        assertThat(words.tookMs()).isLessThan(1500);
        assertThat(ring.seen("CA-google", Transcript.Interim.class)).isNotEmpty();
    }

    @Test
    void aTurnBecomesTheVendorsSound() {
        ring.write(new Reply.Sentence("CA-google-speaks", 1, 0, 0, "הדירה עולה 1,850,000 ₪."));
        ring.write(new Reply.Completed("CA-google-speaks", 1, 1));

        assertThat(ring.await("CA-google-speaks", AgentAudio.TurnEnded.class, some -> true, PATIENCE))
                .isPresent();

        long millis = MuLaw.millis(ring.seen("CA-google-speaks", AgentAudio.Chunk.class).stream()
                .mapToInt(chunk -> chunk.mulaw().length)
                .sum());
        assertThat(millis).isGreaterThan(1500);
        assertThat(Simulated.google.journal().spoken())
                .anySatisfy(
                        spoken -> assertThat(spoken.text()).contains("מיליון").doesNotContainPattern("\\d"));
    }

    private static byte[] silence(int millis) {
        byte[] silence = new byte[millis * 8];
        Arrays.fill(silence, MuLaw.SILENCE);
        return silence;
    }
}
