package io.agentlocator.testbed.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.openai.SmallTalk;
import io.agentlocator.testbed.otlp.OtlpCollector;
import io.agentlocator.testbed.twilio.CallFaults;
import io.agentlocator.testbed.twilio.media.StreamFault;
import io.agentlocator.testbed.twilio.report.CallReport;
import io.agentlocator.testbed.twilio.report.HeardStretch;
import io.agentlocator.testbed.twilio.report.StreamReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The same scenarios in reply mode twiml: a clip for each turn, and a new stream after each clip. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwimlModeTest {

    private final OtlpCollector collector = OtlpCollector.start();
    private Stage stage;

    @BeforeAll
    void start() {
        Path root = Path.of(System.getProperty("suite.root", "../.."))
                .toAbsolutePath()
                .normalize();
        var settings = new SuiteSettings(
                root,
                Path.of("target/twiml").toAbsolutePath(),
                false,
                Map.of(
                        "REPLY_MODE",
                        "twiml",
                        "LANGUAGE_MODEL",
                        "scripted",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        collector.endpoint()));
        stage = Stage.open(settings, new Vendors(new SmallTalk()), line -> System.out.println(">> " + line));
        CallsAtOnce.warm(stage);
    }

    @AfterAll
    void end() {
        if (stage != null) {
            stage.close();
        }
        collector.close();
    }

    @Test
    void callsGoAsTheirStoriesSayAllAtOnce() {
        CallScenario lead = CallScenario.named("lead");
        List<CallScenario> scenarios = List.of(
                lead,
                lead.with(CallFaults.none().withSupersededAction()),
                CallScenario.named("silent"),
                CallScenario.named("no-stream"),
                CallScenario.named("hangs-up"),
                CallScenario.named("talks-over"),
                // While the caller speaks: in this mode the reply to the sentence ends the stream.
                CallScenario.named("socket-dies")
                        .with(CallFaults.none().withStream(new StreamFault.Drops(Duration.ofSeconds(3)))));

        List<ScenarioRun.Result> results = CallsAtOnce.play(stage, scenarios, callSid -> {});

        CallsAtOnce.assertAsExpected(scenarios, results);
        for (ScenarioRun.Result each : results.subList(0, 2)) {
            CallReport report = each.report();
            assertThat(report.heard())
                    .as("all that was heard was played")
                    .allMatch(heard -> heard.source() instanceof HeardStretch.Source.Play);
            assertThat(report.streams())
                    .as("each turn has a stream of its own")
                    .hasSizeGreaterThan(4)
                    .extracting(StreamReport::streamSid)
                    .doesNotHaveDuplicates();
        }
        var traces = new TracesOfTurns(stage, collector, Service.TELEPHONY_GATEWAY);
        results.forEach(traces::assertOneForEachAnswer);
        traces.assertNothingSaidIsTold();
    }
}
