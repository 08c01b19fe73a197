package io.agentlocator.testbed.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Transcript;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole calls through the six services as they ship: real Kafka, real PostgreSQL, real sound, and the local engines for
 * recognition and voice. The best place to start reading.
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

    /** A restarted service restores the call from the topics, and the call continues. */
    @Test
    void twoServicesAreKilledInTheMiddleOfTheCall() {
        Map<ServiceProcess, Integer> killedAt = Map.of(
                stage.suite().service(Service.DIALOG_SERVICE), 2,
                stage.suite().service(Service.CRM_SERVICE), 4);
        Map<ServiceProcess, Long> before =
                killedAt.keySet().stream().collect(Collectors.toMap(victim -> victim, ServiceProcess::pid));
        var run = new ScenarioRun(stage, CallScenario.named("lead"));

        ScenarioRun.Result result = run.play(callSid -> stage.ledger().watch(entry -> {
            if (entry.event() instanceof Transcript.Final words
                    && words.callSid().equals(callSid)) {
                killedAt.forEach((victim, utterance) -> {
                    if (words.utterance() >= utterance && victim.pid() == before.get(victim)) {
                        victim.kill();
                    }
                });
            }
        }));

        before.forEach((victim, pid) ->
                assertThat(victim.pid()).as("it was killed and started again").isNotEqualTo(pid));
        assertThat(result.missed()).as("call %s", result.report().callSid()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lead", "interrupts"})
    void theCallGoesAsTheStorySays(String name) {
        play(name);
    }

    /** Short calls, which need little of the machine. */
    @Test
    void callsWithFewWordsGoAsTheirStoriesSayAllAtOnce() {
        play("silent", "hangs-up", "no-stream", "socket-dies");
    }

    private void play(String... names) {
        List<CallScenario> played = Stream.of(names).map(CallScenario::named).toList();
        CallsAtOnce.assertAsExpected(played, CallsAtOnce.play(stage, played, callSid -> {}));
    }
}
