package io.agentlocator.testbed.suite.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentlocator.testbed.google.Fault;
import io.agentlocator.testbed.google.GoogleSimulator;
import io.agentlocator.testbed.google.KnownSpeech;
import io.agentlocator.testbed.google.SimulatorSettings;
import io.agentlocator.testbed.openai.ChatAnswer;
import io.agentlocator.testbed.openai.Exchange;
import io.agentlocator.testbed.openai.OpenAiSimulator;
import io.agentlocator.testbed.openai.SmallTalk;
import io.agentlocator.testbed.twilio.SimulatorConfig;
import io.agentlocator.testbed.twilio.TwilioSimulator;
import io.agentlocator.testbed.twilio.webhook.PhoneNumber;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check against simulated vendors: healthy, with many faults, and without keys. */
class VendorsCheckTest {

    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private GoogleSimulator google;
    private OpenAiSimulator openai;
    private TwilioSimulator twilio;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void start() throws Exception {
        var known = new KnownSpeech();
        google = GoogleSimulator.start(0, SimulatorSettings.DEFAULT, known);
        openai = OpenAiSimulator.start(0, new SmallTalk(), known).wantingKey("sk-simulated-0001");
        twilio = TwilioSimulator.start(SimulatorConfig.of(ACCOUNT, "12345")
                .number(PhoneNumber.of("+97237000000", "https://agent.test/webhook/incoming_call"))
                .build());
        environment.putAll(Map.of(
                "PATH", System.getenv("PATH"),
                "GOOGLE_SPEECH_ENDPOINT", google.endpoint(),
                "GOOGLE_TTS_ENDPOINT", google.endpoint(),
                "OPENAI_BASE_URL", openai.baseUrl(),
                "OPENAI_API_KEY", "sk-simulated-0001",
                "TWILIO_ACCOUNT_SID", ACCOUNT,
                "TWILIO_AUTH_TOKEN", "12345",
                "TWILIO_API_BASE_URL", twilio.baseUrl(),
                "PUBLIC_BASE_URL", "https://agent.test"));
    }

    @AfterEach
    void end() {
        google.close();
        openai.close();
        twilio.close();
    }

    @Test
    void whatAnswersIsWellAndHasAPrice() throws Exception {
        List<VendorFinding> findings = check();

        assertThat(findings)
                .allSatisfy(
                        finding -> assertThat(finding.state()).as("%s", finding).isEqualTo(VendorFinding.State.OK));
        assertThat(findings)
                .extracting(VendorFinding::vendor)
                .contains(
                        "google-voice",
                        "google-speech",
                        "openai-voice",
                        "openai-recognizer",
                        "language-model",
                        "twilio");
        ObjectNode document = VendorsCheck.json(findings, prices());
        assertThat(document.at("/cost_per_minute/usd").asDouble()).isBetween(0.02, 0.06);
        assertThat(prices().minute(findings))
                .hasSize(4)
                .allMatch(share -> share.dollars().isPresent());
    }

    @Test
    void whatIsBrokenIsNamedWithItsCause() throws Exception {
        google.faults()
                .always(
                        Fault.Method.STREAMING_SYNTHESIZE,
                        new Fault.Fails(Status.Code.PERMISSION_DENIED, "denied", Duration.ZERO));
        openai.faulty(Exchange::chat, answer -> ChatAnswer.empty());
        environment.put("TWILIO_AUTH_TOKEN", "wrong");

        List<VendorFinding> findings = check();

        assertThat(of(findings, "language-model").problem()).isEqualTo("the model said nothing");
        assertThat(of(findings, "twilio").problem()).contains("401", "Authenticate");
        assertThat(findings)
                .anyMatch(finding -> finding.vendor().equals("google-voice")
                        && finding.state() == VendorFinding.State.FAILED
                        && !finding.problem().isEmpty());
    }

    @Test
    void withoutKeysItSaysWhichAreMissing() throws Exception {
        environment.keySet().retainAll(List.of("PATH"));

        List<VendorFinding> findings = check();

        assertThat(findings).allMatch(finding -> finding.state() == VendorFinding.State.MISSING);
        assertThat(of(findings, "twilio").problem()).isEqualTo("TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN are missing");
        assertThat(of(findings, "language-model").problem()).contains("OPENAI_API_KEY");
        assertThat(of(findings, "openai-recognizer").problem()).contains("OPENAI_API_KEY");
        assertThat(of(findings, "google-speech").problem()).containsIgnoringCase("credentials");
    }

    @Test
    void aNumberThatLeadsElsewhereIsAFailure() throws Exception {
        environment.put("PUBLIC_BASE_URL", "https://other.test");

        VendorFinding found =
                new TwilioCheck(new Surroundings(environment), java.net.http.HttpClient.newHttpClient()).finding();

        assertThat(found.state()).isEqualTo(VendorFinding.State.FAILED);
        assertThat(found.problem()).contains("other.test");
    }

    private List<VendorFinding> check() throws Exception {
        return new VendorsCheck(ROOT, environment).findings();
    }

    private static VendorFinding of(List<VendorFinding> findings, String vendor) {
        return findings.stream()
                .filter(finding -> finding.vendor().equals(vendor))
                .findFirst()
                .orElseThrow();
    }

    private static Prices prices() throws Exception {
        return Prices.read(Path.of("vendor-prices.properties"));
    }
}
