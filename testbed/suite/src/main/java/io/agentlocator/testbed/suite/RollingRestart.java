package io.agentlocator.testbed.suite;

import io.agentlocator.events.Call;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.Event;
import io.agentlocator.testbed.twilio.report.CallReport;
import io.agentlocator.testbed.twilio.report.StreamEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Restarts every service, one after the other, as a rolling update does, during calls. */
public final class RollingRestart {

    /** @param endedAfter how long the old replica took to end; empty when it had to be killed */
    public record Rolled(Service service, Duration readyAfter, Optional<Duration> endedAfter) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-18s new one ready after %4.1f s, old one %s",
                    service.directory(),
                    readyAfter.toMillis() / 1000.0,
                    endedAfter
                            .map(after -> String.format(Locale.ROOT, "ended after %.1f s", after.toMillis() / 1000.0))
                            .orElse("had to be killed"));
        }
    }

    /** @param lost the reason for each call that did not end well */
    public record Result(List<Rolled> rolled, List<CallReport> calls, List<String> lost) {

        /** The silences in which callers waited for the agent, shortest first. */
        public List<OwedSounds.Silence> silences() {
            return calls.stream()
                    .flatMap(call -> OwedSounds.in(call).stream())
                    .sorted(java.util.Comparator.comparing(OwedSounds.Silence::length))
                    .toList();
        }
    }

    /** About as long as a call: the calls begin spread over it, so that some are always in the middle. */
    private static final Duration A_CALL = Duration.ofSeconds(28);

    private final Stage stage;
    private final CallScenario scenario;
    private final Duration grace;
    private volatile boolean rolling = true;

    /** @param grace how long an old replica may take to end */
    public RollingRestart(Stage stage, CallScenario scenario, Duration grace) {
        this.stage = stage;
        this.scenario = scenario;
        this.grace = grace;
    }

    /** @param lines concurrent callers; each calls again after a call, until the last service has been restarted */
    public Result under(int lines, Consumer<String> progress) {
        stage.rehearse(scenario);
        var callers = new ArrayList<CompletableFuture<List<ScenarioRun.Result>>>();
        for (int line = 0; line < lines; line++) {
            Duration after = A_CALL.multipliedBy(line).dividedBy(lines);
            callers.add(CompletableFuture.supplyAsync(
                    () -> keepCalling(after), task -> Thread.ofVirtual().start(task)));
        }
        pause(A_CALL.multipliedBy(lines - 1).dividedBy(lines).plusSeconds(5));
        var rolled = new ArrayList<CompletableFuture<List<Rolled>>>();
        try {
            for (Service service : Service.values()) {
                progress.accept("restarting " + service.directory());
                rolled.add(roll(service));
            }
        } finally {
            rolling = false;
        }
        List<Rolled> restarts =
                rolled.stream().flatMap(each -> each.join().stream()).toList();
        var reports = new ArrayList<CallReport>();
        var lost = new ArrayList<String>();
        for (var caller : callers) {
            for (ScenarioRun.Result result : caller.join()) {
                reports.add(result.report());
                lost.addAll(wrong(result));
            }
        }
        return new Result(restarts, reports, lost);
    }

    private CompletableFuture<List<Rolled>> roll(Service service) {
        long began = System.nanoTime();
        var ending = stage.suite().roll(service, grace);
        Duration ready = Duration.ofNanos(System.nanoTime() - began).dividedBy(ending.size());
        return CompletableFuture.allOf(ending.toArray(CompletableFuture[]::new))
                .thenApply(all -> ending.stream()
                        .map(end -> new Rolled(service, ready, end.join()))
                        .toList());
    }

    private List<ScenarioRun.Result> keepCalling(Duration after) {
        pause(after);
        var results = new ArrayList<ScenarioRun.Result>();
        while (rolling) {
            results.add(new ScenarioRun(stage, scenario).play(callSid -> {}));
        }
        return results;
    }

    private List<String> wrong(ScenarioRun.Result result) {
        CallReport report = result.report();
        var wrong = new ArrayList<String>(result.missed());
        List<Event> events = stage.ledger().ofCall(report.callSid()).stream()
                .map(Ledger.Entry::event)
                .toList();
        long outcomes =
                events.stream().filter(CallOutcome.Concluded.class::isInstance).count();
        if (outcomes != 1) {
            wrong.add(outcomes + " outcomes");
        }
        if (events.stream().anyMatch(CallAlert.Redirected.class::isInstance)) {
            wrong.add("redirected");
        }
        if (events.stream()
                .anyMatch(event ->
                        event instanceof Call.StreamEnded ended && ended.continuation() == Call.Continuation.RECORD)) {
            wrong.add("sent to the recording");
        }
        report.streams().stream()
                .filter(stream ->
                        stream.end().filter(StreamEnd.SERVER_DROPPED::equals).isPresent())
                .forEach(stream -> wrong.add("socket dropped"));
        return wrong.isEmpty()
                ? List.of()
                : List.of(report.callSid() + " at " + report.dialledAt() + " " + String.join("; ", wrong));
    }

    private static void pause(Duration length) {
        try {
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
