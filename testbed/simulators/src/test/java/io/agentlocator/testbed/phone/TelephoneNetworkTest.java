package io.agentlocator.testbed.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentlocator.testbed.sound.Tones;
import io.agentlocator.testbed.sound.Wav;
import io.agentlocator.testbed.twilio.AppServer;
import io.agentlocator.testbed.twilio.Waiting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelephoneNetworkTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void placesACallByScenarioAndReportsItAsJson(@TempDir Path directory) throws Exception {
        Path voice =
                Files.write(directory.resolve("voice.wav"), Wav.mulaw(Tones.sine(300, 8000, Duration.ofMillis(500))));
        try (AppServer app = new AppServer()) {
            app.twiml("/voice", "<Pause length=\"1\"/><Hangup/>");
            Path settings =
                    Files.writeString(directory.resolve("network.yaml"), """
                    account-sid: AC1
                    auth-token: "12345"
                    recordings: %s
                    voice: [sh, -c, "cat >/dev/null; cat '%s'"]
                    numbers:
                      - { number: "+97237000000", voice: "https://agent.test/voice" }
                    routes:
                      "https://agent.test": "%s"
                    """.formatted(directory, voice, app.url()));
            try (TelephoneNetwork network = TelephoneNetwork.start(settings)) {
                JsonNode placed = post(
                        network.controlUrl() + "/calls", "name: hello\ncaller: [{says: שלום, after: {delay: 100ms}}]");
                String sid = placed.path("callSid").asText();
                AtomicReference<JsonNode> report = new AtomicReference<>();
                Waiting.until("report", () -> {
                    JsonNode now = get(network.controlUrl() + "/calls/" + sid);
                    report.set(now);
                    return now.has("end");
                });
                assertThat(report.get().path("end").path("by").asText()).isEqualTo("HANG_UP_VERB");
                assertThat(report.get().path("said").get(0).path("what").asText())
                        .isEqualTo("שלום");
                assertThat(report.get().path("timeline").get(0).path("kind").asText())
                        .isEqualTo("Dialled");
                assertThat(report.get().path("recording").asText()).endsWith(sid + ".wav");
                assertThat(Files.size(Path.of(report.get().path("recording").asText())))
                        .isGreaterThan(32_000);
                assertThat(post(network.controlUrl() + "/calls", "name: x\ncaller: [{sais: y}]")
                                .path("error")
                                .asText())
                        .contains("line 1");
                assertThat(get(network.controlUrl() + "/notifications").isArray())
                        .isTrue();
            }
        }
    }

    private JsonNode post(String url, String body) throws Exception {
        return json(HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode get(String url) {
        try {
            return json(HttpRequest.newBuilder(URI.create(url)).build());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode json(HttpRequest request) throws Exception {
        return new ObjectMapper()
                .readTree(client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }
}
