package io.agentlocator.testbed.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Transcript;
import io.agentlocator.testbed.twilio.CallReport;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls told as stories, held through the six services as they ship: real Kafka, real PostgreSQL, real sound, recognised
 * and spoken by the local engines. The best place to start reading.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenariosTest {

    private Stage stage;

    @BeforeAll
    void start() {
        Path root = Path.of("../..").toAbsolutePath().normalize();
        var settings = new SuiteSettings(root, Path.of("target/scenarios").toAbsolutePath(), false, new HashMap<>());
        stage = Stage.open(settings, line -> System.out.println(">> " + line));
    }

    @AfterAll
    void end() {
        if (stage != null) {
            stage.close();
        }
    }

    /** What a service knew of the call is in the log: it comes back and the call goes on. */
    @ParameterizedTest
    @EnumSource(names = {"DIALOG_SERVICE", "CRM_SERVICE"})
    void aServiceIsKilledInTheMiddleOfTheCall(Service victim) {
        ServiceProcess process = stage.suite().service(victim);
        long pid = process.pid();
        var run = new ScenarioRun(stage, CallScenario.named("lead"));

        ScenarioRun.Result result = run.play(callSid -> stage.ledger().watch(entry -> {
            if (entry.event() instanceof Transcript.Final words
                    && words.callSid().equals(callSid)
                    && words.utterance() == 2
                    && process.pid() == pid) {
                process.kill();
            }
        }));

        assertThat(process.pid()).as("it was killed and started again").isNotEqualTo(pid);
        assertThat(result.missed()).as("call %s", result.report().callSid()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lead", "interrupts", "silent", "hangs-up", "no-stream", "socket-dies"})
    void theCallGoesAsTheStorySays(String name) {
        CallScenario scenario = CallScenario.named(name);

        ScenarioRun.Result result = new ScenarioRun(stage, scenario).play(callSid -> {});

        CallReport report = result.report();
        System.out.println(">> " + name + ": " + result.turns().size() + " turns, ended " + report.end());
        assertThat(result.missed())
                .as("%s, call %s", scenario.scenario().name(), report.callSid())
                .isEmpty();
        // A line that was broken on purpose is rightly told of.
        if (scenario.faults().stream().isEmpty()) {
            assertThat(report.notifications())
                    .as("what Twilio would complain about")
                    .isEmpty();
        }
    }
}
