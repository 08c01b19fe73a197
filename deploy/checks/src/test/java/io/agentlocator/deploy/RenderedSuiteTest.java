package io.agentlocator.deploy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentlocator.testbed.openai.SmallTalk;
import io.agentlocator.testbed.suite.CallScenario;
import io.agentlocator.testbed.suite.ScenarioRun;
import io.agentlocator.testbed.suite.Service;
import io.agentlocator.testbed.suite.ServiceProcess;
import io.agentlocator.testbed.suite.Stage;
import io.agentlocator.testbed.suite.SuiteSettings;
import io.agentlocator.testbed.suite.Vendors;
import io.agentlocator.twilio.TwilioSignature;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Starts the suite as Helm renders it, and lets calls through the rules of the rendered Ingress. */
@EnabledIf(value = "io.agentlocator.deploy.NginxFront#available", disabledReason = "there is no nginx on this machine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RenderedSuiteTest {

    private static final Path DIRECTORY = Path.of("target/rendered").toAbsolutePath();
    private static final int SLOW_CLIENTS = 40;

    private final HttpClient http = HttpClient.newHttpClient();
    private final RenderedArrangement arrangement = new RenderedArrangement(
            Map.of("watchdog.startTimeout", "3", "watchdog.noMediaTimeout", "3"), DIRECTORY.resolve("nginx"));
    private Stage stage;

    @BeforeAll
    void start() {
        // The vendors are simulated, and the script replaces the language model, so its replies are known.
        var settings = new SuiteSettings(Chart.ROOT, DIRECTORY, false, Map.of("LANGUAGE_MODEL", "scripted"))
                .withArrangement(arrangement);
        stage = Stage.open(settings, new Vendors(new SmallTalk()), line -> System.out.println(">> " + line));
    }

    @AfterAll
    void end() {
        if (stage != null) {
            stage.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theProbesAreAnsweredWhereTheChartAsks(Service service) throws Exception {
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            String path = arrangement
                    .container(service)
                    .at("/" + probe + "/httpGet/path")
                    .asText();
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(stage.suite().service(service).url(path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as("%s of %s: %s", probe, service, answer.body())
                    .isEqualTo(200);
            // This client would offer HTTP/2, which would bypass the rules of the front.
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIf(
            value = "io.agentlocator.deploy.Container#available",
            disabledReason = "only root can make a root for a service")
    void theServiceHasNoMoreThanThePodGivesIt(Service service) throws Exception {
        long pid = stage.suite().service(service).pid();
        Map<String, String> status = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .map(line -> line.split(":\\s*", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        String user = arrangement.pod(service).at("/securityContext/runAsUser").asText();

        assertThat(status.get("Name")).isEqualTo("java");
        assertThat(status.get("Uid").split("\\s")).containsOnly(user).doesNotContain("0");
        assertThat(status.get("Groups")).isBlank();
        assertThat(List.of(status.get("CapEff"), status.get("CapBnd"))).containsOnly("0".repeat(16));
        assertThat(status.get("NoNewPrivs")).isEqualTo("1");
        assertThat(writable(pid)).containsExactly("/tmp");
    }

    /** The directories of the container that a process may write to. */
    private static List<String> writable(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "mounts")).stream()
                .map(mount -> mount.split(" "))
                .filter(mount -> !mount[1].matches("/(proc|dev)(/.*)?"))
                .filter(mount -> List.of(mount[3].split(",")).contains("rw"))
                .map(mount -> mount[1])
                .toList();
    }

    @Test
    void aCallComesThroughTheFrontAndEveryLineOfEveryLogIsJson() throws Exception {
        ScenarioRun.Result result = new ScenarioRun(stage, CallScenario.named("lead")).play(callSid -> {});

        assertThat(result.missed()).as("call %s", result.report().callSid()).isEmpty();
        var names = new ArrayList<String>();
        for (ServiceProcess service : stage.suite().services()) {
            for (String line : Files.readAllLines(service.log())) {
                // The JVM writes this before there is a logger.
                if (line.startsWith("NOTE: Picked up JDK_JAVA_OPTIONS")) {
                    continue;
                }
                JsonNode entry = new ObjectMapper().readTree(line);
                assertThat(entry.path("level").asText()).as(line).isNotEmpty();
                if (entry.path("call_sid").asText().equals(result.report().callSid())) {
                    names.add(entry.path("message").asText().split(" ", 2)[0]);
                }
            }
        }
        assertThat(names).contains("WS_START", "HEBREW_SPEECH", "PING_PONG_TX", "WS_STOP");
    }

    /** Slow and idle clients hold connections during the call. */
    @Test
    @Timeout(180)
    void goNoGoPassesThroughTheFrontBesideSlowAndIdleClients() throws Exception {
        var held = new ArrayList<Socket>();
        var idle = new ArrayList<WebSocket>();
        try {
            for (int i = 0; i < SLOW_CLIENTS; i++) {
                held.add(begun("/webhook/call_status", 1000));
                idle.add(http.newWebSocketBuilder()
                        .buildAsync(
                                URI.create(stage.suite().baseUrl().replace("http", "ws") + "/ws/twilio-media"),
                                new WebSocket.Listener() {})
                        .get(10, TimeUnit.SECONDS));
            }
            Verdict verdict = goNoGo("--watchdog", "3/3");

            assertThat(verdict.exit()).as(verdict.report()).isZero();
            assertThat(verdict.report()).contains("Ready for UI").doesNotContain("✗", "–");
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
            idle.forEach(WebSocket::abort);
        }
    }

    @Test
    void aWebhookThatComesByteByByteIsAnswered() throws Exception {
        String body = "CallSid=CA" + "5".repeat(32) + "&CallStatus=completed&CallDuration=0";
        try (Socket socket = begun("/webhook/call_status", body.length())) {
            for (byte one : body.getBytes(US_ASCII)) {
                socket.getOutputStream().write(one);
                socket.getOutputStream().flush();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 204");
        }
    }

    /** Two services hang and two paths are missing; the report blames nothing else. This test breaks the suite, so it is the last. */
    @Test
    @Order(Integer.MAX_VALUE)
    @Timeout(180)
    void goNoGoNamesEveryPartThatIsBroken() throws Exception {
        List<ServiceProcess> hanging = Stream.of(Service.DIALOG_SERVICE, Service.WATCHDOG_SERVICE)
                .map(stage.suite()::service)
                .toList();
        arrangement.front().forget("/ws/twilio-media/", "/static/tts/fallback_he.mp3");
        hanging.forEach(ServiceProcess::freeze);
        try {
            Verdict verdict = goNoGo("--json");

            assertThat(verdict.exit()).as(verdict.report()).isEqualTo(1);
            JsonNode checks = new ObjectMapper().readTree(verdict.report()).path("checks");
            Map.of("websocket", "31920", "mp3", "11100", "conversation", "no-reply", "watchdog", "watchdog")
                    .forEach((check, fault) -> assertThat(
                                    checks.at("/" + check + "/fault").asText())
                            .as("%s in %s", check, verdict.report())
                            .isEqualTo(fault));
            for (String check : List.of("twiml", "call_status", "number")) {
                assertThat(checks.at("/" + check + "/result").asText())
                        .as("%s in %s", check, verdict.report())
                        .isEqualTo("passed");
            }
        } finally {
            hanging.forEach(ServiceProcess::thaw);
            arrangement.front().forget();
        }
    }

    private record Verdict(int exit, String report) {}

    private Verdict goNoGo(String... options) throws IOException, InterruptedException {
        Path gonogo = Chart.ROOT.resolve("deploy/gonogo/target/gonogo.jar");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-jar",
                gonogo.toString(),
                stage.suite().baseUrl()));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(stage.credentials());
        Process run = builder.start();
        String report = new String(run.getInputStream().readAllBytes(), UTF_8);
        return new Verdict(run.waitFor(), report);
    }

    /** A signed request whose head is sent, without its body. */
    private Socket begun(String path, int length) throws IOException {
        URI base = URI.create(stage.suite().baseUrl());
        var form = Map.of(
                "CallSid",
                List.of("CA" + "5".repeat(32)),
                "CallStatus",
                List.of("completed"),
                "CallDuration",
                List.of("0"));
        String signature = new TwilioSignature(stage.credentials().get("TWILIO_AUTH_TOKEN")).sign(base + path, form);
        var socket = new Socket(base.getHost(), base.getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: " + base.getAuthority()
                                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + length
                                + "\r\n" + TwilioSignature.HEADER + ": " + signature + "\r\n\r\n")
                        .getBytes(US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }
}
