package io.agentlocator.gonogo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentlocator.gonogo.FakeDeployment.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Execution(ExecutionMode.CONCURRENT)
class GoNoGoTest {

    private record Run(int exit, String text) {}

    @Test
    void aHealthyDeploymentIsGo() throws Exception {
        try (var deployment = new FakeDeployment()) {
            Run run = run(deployment);
            assertThat(run.text())
                    .contains("WS server=ON, two WS routes=OK, forwarded headers=OK")
                    .contains("TwiML valid (Connect+Stream), MP3=200")
                    .contains("✓ WS=101")
                    .contains("HEBREW_SPEECH and PING_PONG in the log")
                    .contains("/webhook/handle_recording answers")
                    .contains("/webhook/call_status=204")
                    .contains("✓ Ready for UI")
                    .endsWith("GO\n")
                    .doesNotContain("✗", "–");
            assertThat(run.exit()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "QUERY_IN_STREAM_URL, twiml, 31920",
        "SAY_HEBREW, twiml, 13512",
        "BYTES_BEFORE_XML, twiml, unreachable|12100",
        "ONE_WS_PATH_MISSING, websocket, 31920",
        "NO_SUBPROTOCOL, websocket, 31920",
        "MP3_MISSING, mp3, 11100",
        "MP3_HEAD_REFUSED, mp3, 11100",
        "FALLBACK_MISSING, mp3, 11100",
        "NO_WATCHDOG, watchdog, watchdog",
        "WATCHDOG_WITHOUT_CREDENTIALS, watchdog, watchdog",
        "WATCHDOG_TWICE, watchdog, watchdog",
        "FALSE_REDIRECT, conversation, false-redirect",
        "CALLBACK_404, call_status, 15003",
        "STALE_REPLICA, version, stale-replica",
        "SERVICE_MISSING, version, stale-replica",
        "DATABASE_DOWN, readiness, not-ready",
        "OTHER_TOKEN, conversation, 403",
        "NUMBER_POINTS_ELSEWHERE, number, 15003"
    })
    void aPlantedFaultIsNoGo(Fault fault, String check, String entry) throws Exception {
        try (var deployment = new FakeDeployment(fault)) {
            Run run = run(deployment, "--json");
            assertThat(run.exit()).isEqualTo(1);
            var found = new ObjectMapper().readTree(run.text());
            assertThat(found.path("result").asText()).isEqualTo("NO-GO");
            var failed = found.path("checks").path(check);
            assertThat(failed.path("result").asText()).as(run.text()).isEqualTo("failed");
            assertThat(failed.path("fault").asText()).matches(entry);
            assertThat(failed.path("do").asText())
                    .as("the fault map has an entry")
                    .isNotBlank();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"DEAF, no-words, HEBREW_SPEECH", "MUTE, no-reply, PING_PONG_TX"})
    void aCallThatIsNotAnsweredIsNoGo(Fault fault, String entry, String missing) throws Exception {
        try (var deployment = new FakeDeployment(fault)) {
            Run run = run(deployment);
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.text())
                    .contains("[conversation]")
                    .contains(missing.equals("HEBREW_SPEECH") ? "no HEBREW_SPEECH" : "no reply within")
                    .contains("| ")
                    .contains("docs/fault-map.md, " + entry)
                    .doesNotContain("Ready for UI")
                    .endsWith("NO-GO\n");
        }
    }

    @Test
    void aHealthyDeploymentThatAnswersByTwimlIsGo() throws Exception {
        try (var deployment = FakeDeployment.answeringByTwiml()) {
            Run run = run(deployment);
            assertThat(run.text())
                    .contains("a clip of 4000 bytes", "✓ Ready for UI")
                    .doesNotContain("✗", "–");
            assertThat(run.exit()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"MUTE, no-reply", "CLIP_MISSING, 11100", "TWILIO_REFUSES, not-told"})
    void aReplyByTwimlThatDoesNotReachTheCallerIsNoGo(Fault fault, String entry) throws Exception {
        try (var deployment = FakeDeployment.answeringByTwiml(fault)) {
            Run run = run(deployment);
            assertThat(run.text())
                    .contains("[conversation]", "docs/fault-map.md, " + entry)
                    .endsWith("NO-GO\n");
            assertThat(run.exit()).isEqualTo(1);
        }
    }

    @Test
    void theReportSpeaksHebrew() throws Exception {
        try (var deployment = new FakeDeployment(Fault.CALLBACK_404)) {
            Run run = run(deployment, "--lang", "he");
            assertThat(run.text())
                    .contains("קולבק הסטטוס", "עונה \u2068404\u2069", "בכל \u20686\u2069 המופעים", "מה לעשות", "NO-GO")
                    .doesNotContain("מוכן ל-UI");
        }
    }

    @Test
    void withoutATokenWhatStandsOnItIsLeftOut() throws Exception {
        try (var deployment = new FakeDeployment()) {
            var text = new ByteArrayOutputStream();
            int exit = GoNoGo.run(
                    List.of(deployment.url()), Map.of(), new PrintStream(text, true, StandardCharsets.UTF_8));
            assertThat(text.toString(StandardCharsets.UTF_8))
                    .contains("left out", "TWILIO_AUTH_TOKEN")
                    .doesNotContain("Ready for UI");
            assertThat(exit).isZero();
            int strict = GoNoGo.run(
                    List.of(deployment.url(), "--strict"),
                    Map.of(),
                    new PrintStream(text, true, StandardCharsets.UTF_8));
            assertThat(strict).isEqualTo(1);
        }
    }

    @Test
    void anotherBuildThanTheExpectedIsNoGo() throws Exception {
        try (var deployment = new FakeDeployment()) {
            assertThat(run(deployment, "--commit", "beef").text()).contains("expected was beef", "NO-GO");
        }
    }

    @Test
    void theWatchdogMustRunWithTheValuesAskedFor() throws Exception {
        try (var deployment = new FakeDeployment()) {
            assertThat(run(deployment, "--watchdog", "3/3").text())
                    .contains("runs with 1/1, not 3/3", "WATCHDOG_START_TIMEOUT", "NO-GO");
            assertThat(run(deployment, "--watchdog", "1/1").text()).contains("remember to set 6/6 again");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--watchdog, --watchdog wants a value",
        "--lang fr, --lang is he or en",
        "--loud, there is no option --loud"
    })
    void whatIsAskedWronglyIsExplained(String arguments, String why) {
        var text = new ByteArrayOutputStream();
        int exit = GoNoGo.run(
                List.of(arguments.split(" ")), Map.of(), new PrintStream(text, true, StandardCharsets.UTF_8));
        assertThat(exit).isEqualTo(2);
        assertThat(text.toString(StandardCharsets.UTF_8)).contains(why, "./agentlocator gonogo BASE_URL");
    }

    @Test
    void nobodyAnswers() {
        var text = new ByteArrayOutputStream();
        int exit = GoNoGo.run(
                List.of("http://127.0.0.1:1"), Map.of(), new PrintStream(text, true, StandardCharsets.UTF_8));
        assertThat(exit).isEqualTo(1);
        assertThat(text.toString(StandardCharsets.UTF_8)).contains("does not answer", "unreachable");
    }

    private static Run run(FakeDeployment deployment, String... more) {
        var text = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of(deployment.url()));
        arguments.addAll(List.of(more));
        Map<String, String> environment = new TreeMap<>(Map.of(
                "TWILIO_ACCOUNT_SID", FakeDeployment.ACCOUNT,
                "TWILIO_AUTH_TOKEN", FakeDeployment.TOKEN,
                "TWILIO_API_BASE_URL", deployment.url()));
        int exit = GoNoGo.run(arguments, environment, new PrintStream(text, true, StandardCharsets.UTF_8));
        return new Run(exit, text.toString(StandardCharsets.UTF_8));
    }
}
