package io.agentlocator.testbed.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Plays several scenarios on one stage at the same time. */
final class CallsAtOnce {

    private static final int MOST_MINUTES = 8;

    private CallsAtOnce() {}

    /** Plays a first call without assertions, since a new process is slow. */
    static void warm(Stage stage) {
        CallScenario scenario = CallScenario.named("hangs-up");
        stage.rehearse(scenario);
        new ScenarioRun(stage, scenario).play(callSid -> {});
    }

    /** @param began receives each call's CallSid with the scenario's index */
    static List<ScenarioRun.Result> play(Stage stage, List<CallScenario> scenarios, Consumer<String> began) {
        scenarios.forEach(stage::rehearse);
        var playing = new ArrayList<CompletableFuture<ScenarioRun.Result>>();
        for (CallScenario scenario : scenarios) {
            playing.add(CompletableFuture.supplyAsync(
                    () -> new ScenarioRun(stage, scenario).play(began),
                    task -> Thread.ofVirtual().start(task)));
        }
        return playing.stream()
                .map(result -> result.orTimeout(MOST_MINUTES, TimeUnit.MINUTES).join())
                .toList();
    }

    static void assertAsExpected(List<CallScenario> scenarios, List<ScenarioRun.Result> results) {
        for (int i = 0; i < scenarios.size(); i++) {
            CallScenario scenario = scenarios.get(i);
            ScenarioRun.Result result = results.get(i);
            System.out.println(">> " + scenario.scenario().name() + ": "
                    + result.report().said().size() + " lines, longest owed silence "
                    + OwedSounds.longest(result.report()).map(Object::toString).orElse("none") + ", ended "
                    + result.report().end());
            assertThat(result.missed())
                    .as(
                            "%s, call %s",
                            scenario.scenario().name(), result.report().callSid())
                    .isEmpty();
            // A stream that the scenario breaks does cause notifications.
            if (scenario.faults().stream().isEmpty()) {
                assertThat(result.report().notifications())
                        .as("what Twilio would complain about")
                        .isEmpty();
            }
        }
    }
}
