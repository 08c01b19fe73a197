package io.agentlocator.speech.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentlocator.hebrew.SpokenHebrew;
import io.agentlocator.speech.openai.AudioServer;
import io.agentlocator.testbed.google.Fault;
import io.agentlocator.testbed.google.GoogleSimulator;
import io.agentlocator.testbed.google.SyntheticVoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VendorCheckTest {

    private final List<JsonNode> checks = new ArrayList<>();

    @Test
    void eachVendorSpeaksASentenceAndRecognizesIt() throws Exception {
        try (var google = GoogleSimulator.start();
                var openai = new AudioServer()) {
            String spoken = new SpokenHebrew().speakable(VendorCheck.SENTENCE);
            google.know(VendorCheck.SENTENCE, SyntheticVoice.say(spoken, "he-IL-Chirp3-HD-Aoede"));
            openai.then(AudioServer.sound(List.of(AudioServer.tone(400, 900)), () -> {}))
                    .then(AudioServer.json("{\"text\":\"שלום, אני מחפש דירה\"}"));
            var environment = Map.of(
                    "GOOGLE_SPEECH_ENDPOINT",
                    google.endpoint(),
                    "GOOGLE_TTS_ENDPOINT",
                    google.endpoint(),
                    "OPENAI_SPEECH_BASE_URL",
                    openai.baseUrl());

            check(environment, "google", "openai");

            assertThat(checks)
                    .extracting(one -> one.path("vendor").asText() + " "
                            + one.path("state").asText())
                    .containsExactly(
                            "google-voice ok",
                            "google-voice ok",
                            "google-speech ok",
                            "openai-voice ok",
                            "openai-recognizer ok");
            assertThat(checks.get(0).path("facts").path("first_sound_ms").asLong())
                    .isBetween(1L, 5_000L);
            assertThat(checks.get(2).path("facts").path("heard").asText()).isEqualTo(VendorCheck.SENTENCE);
            assertThat(checks.get(2).path("facts").path("model").asText()).isEqualTo("google/v2/eu/chirp_3");
            assertThat(checks.get(4).path("facts").path("heard").asText()).isEqualTo("שלום, אני מחפש דירה");

            google.faults().always(Fault.Method.STREAMING_SYNTHESIZE, new Fault.Silent());
            check(environment, "google");
            assertThat(checks.getFirst().path("state").asText()).isEqualTo("failed");
            assertThat(checks.getFirst().path("problem").asText()).isEqualTo("silence instead of speech");
        }
    }

    @Test
    void aMissingCredentialIsNamedAndNoSecretIsWritten() throws Exception {
        check(Map.of("GCP_CREDENTIALS_JSON", "{\"secret\":1}"), "google", "openai");
        assertThat(checks).hasSize(5).allMatch(one -> one.path("state").asText().equals("missing"));
        assertThat(checks.getLast().path("problem").asText()).isEqualTo("OPENAI_API_KEY is missing");
        assertThat(checks.getFirst().path("problem").asText()).contains("Google credentials cannot be read");
        assertThat(checks.toString()).doesNotContain("secret");
    }

    private void check(Map<String, String> environment, String... vendors) throws Exception {
        checks.clear();
        VendorCheck.report(List.of(vendors), environment::get).path("checks").forEach(checks::add);
    }
}
