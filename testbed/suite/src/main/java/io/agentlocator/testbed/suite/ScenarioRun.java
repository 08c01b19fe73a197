package io.agentlocator.testbed.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentlocator.events.Reply;
import io.agentlocator.testbed.phone.PhoneCall;
import io.agentlocator.testbed.phone.ScenarioReader;
import io.agentlocator.testbed.twilio.CallRequest;
import io.agentlocator.testbed.twilio.report.CallReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Plays a scenario on a stage and reports which expectations were not met. */
public final class ScenarioRun {

    private static final Duration LONGEST = Duration.ofMinutes(6);
    private static final Duration SETTLING = Duration.ofSeconds(45);

    private final Stage stage;
    private final CallScenario scenario;
    private final TurnTimes times = new TurnTimes();

    public ScenarioRun(Stage stage, CallScenario scenario) {
        this.stage = stage;
        this.scenario = scenario;
    }

    /**
     * @param report of the simulated call
     * @param missed the expectations that were not met
     */
    public record Result(CallReport report, List<TurnTime> turns, List<String> missed) {}

    /** @param began receives the CallSid as soon as it is known */
    public Result play(Consumer<String> began) {
        PhoneCall call = dial();
        String callSid = call.call().callSid();
        began.accept(callSid);
        CallReport report = call.await(LONGEST);
        List<String> missed = settled(callSid, report);
        stage.ledger().ofCall(callSid).forEach(times::take);
        return new Result(report, times.turns(), missed);
    }

    private PhoneCall dial() {
        var request = CallRequest.of(scenario.scenario().from().orElse("+972525381648"), Stage.BUSINESS)
                .with(scenario.faults());
        if (scenario.opening().isEmpty()) {
            return stage.caller().dial(stage.twilio(), request, scenario.scenario());
        }
        var callSid = new String[1];
        var mind = new AnsweringMind(
                scenario.opening().get(),
                scenario.answers(),
                () -> callSid[0] == null ? List.of() : replies(callSid[0]));
        PhoneCall call = stage.caller().with(scenario.scenario().patience()).dial(stage.twilio(), request, mind);
        callSid[0] = call.call().callSid();
        return call;
    }

    private List<Reply> replies(String callSid) {
        return stage.ledger().ofCall(callSid).stream()
                .map(Ledger.Entry::event)
                .filter(Reply.class::isInstance)
                .map(Reply.class::cast)
                .toList();
    }

    /** Waits, with a time-out, for expectations that are met only after the call. */
    private List<String> settled(String callSid, CallReport report) {
        long deadline = System.nanoTime() + SETTLING.toNanos();
        List<String> missed = missed(callSid, report);
        while (!missed.isEmpty() && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return missed;
            }
            missed = missed(callSid, report);
        }
        return missed;
    }

    private List<String> missed(String callSid, CallReport report) {
        var missed = new ArrayList<String>();
        List<Ledger.Entry> entries = stage.ledger().ofCall(callSid);
        for (Map<String, Object> expected : scenario.scenario().expect()) {
            if (expected.containsKey("event")) {
                event(expected, entries, missed);
            } else if (expected.containsKey("call")) {
                String status = report.end().callStatus();
                if (!status.equals(expected.get("call"))) {
                    missed.add("call " + expected.get("call") + ": it was " + status);
                }
            } else if (expected.containsKey("answered")) {
                long answered = report.latencies().stream()
                        .filter(answer -> answer.latency().isPresent())
                        .count();
                if (answered < ((Number) expected.get("answered")).longValue()) {
                    missed.add(expected + ": answered were " + answered);
                }
            } else if (expected.containsKey("owedSilence")) {
                Duration most = ScenarioReader.duration(String.valueOf(expected.get("owedSilence")));
                OwedSounds.in(report).stream()
                        .filter(silence -> silence.length().compareTo(most) > 0)
                        .forEach(silence -> missed.add(expected + ": " + silence));
            } else if (expected.containsKey("lead") || expected.containsKey("recording")) {
                stored(expected, callSid, missed);
            } else {
                missed.add("not understood: " + expected);
            }
        }
        return missed;
    }

    private static void event(Map<String, Object> expected, List<Ledger.Entry> entries, List<String> missed) {
        long count = entries.stream()
                .filter(entry -> entry.meta().type().equals(expected.get("event")))
                .count();
        boolean absent = Boolean.TRUE.equals(expected.get("absent"));
        Object times = expected.get("times");
        boolean met = absent ? count == 0 : times == null ? count > 0 : count == ((Number) times).longValue();
        if (!met) {
            missed.add(expected + ": seen " + count + " times");
        }
    }

    private void stored(Map<String, Object> expected, String callSid, List<String> missed) {
        JsonNode call = stage.crm().call(callSid).orElse(null);
        if (call == null) {
            missed.add(expected + ": the CRM does not know the call");
            return;
        }
        if (expected.get("lead") instanceof Map<?, ?> fields) {
            fields.forEach((field, value) -> {
                String stored = call.at("/lead/answers/" + field + "/value").asText();
                boolean same = value instanceof Number number
                        ? !stored.isEmpty() && Double.parseDouble(stored) == number.doubleValue()
                        : stored.equals(value);
                if (!same) {
                    missed.add("lead." + field + " = " + value + ": stored is '" + stored + "'");
                }
            });
        }
        if (expected.containsKey("recording")
                && call.at("/recordings/0/transcript").asText().isEmpty()) {
            missed.add(expected + ": stored is " + call.path("recordings"));
        }
    }
}
