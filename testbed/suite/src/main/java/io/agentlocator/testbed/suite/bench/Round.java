package io.agentlocator.testbed.suite.bench;

import io.agentlocator.testbed.phone.CallerAction;
import io.agentlocator.testbed.phone.CallerMind;
import io.agentlocator.testbed.phone.Patience;
import io.agentlocator.testbed.phone.PhoneCall;
import io.agentlocator.testbed.phone.PhoneCaller;
import io.agentlocator.testbed.suite.ServiceProcess;
import io.agentlocator.testbed.twilio.CallRequest;
import io.agentlocator.testbed.twilio.report.CallReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The result of one round of concurrent calls.
 *
 * @param spent processor time from before the first call to after the last
 * @param callSeconds from answer to end, of all calls together
 * @param wall how long it took
 * @param failures of calls that did not end well, each with its CallSid
 */
record Round(
        List<CallTimes> calls,
        ProcessorTimes spent,
        double callSeconds,
        Duration wall,
        Duration clockLag,
        String load,
        List<String> failures) {

    static final List<String> LINES = List.of(
            "שלום, אני מחפש דירה לקנייה בתל אביב",
            "שלושה חדרים",
            "עד שני מיליון שקל",
            "תוך חודשיים",
            "קוראים לי דני כהן",
            "כן",
            "כן, נכון");

    private static final Duration AFTER_LENGTH = Duration.ofSeconds(20);

    static Round play(BenchStage stage, BenchOptions options, CallerClips clips) throws InterruptedException {
        clips.forgetArrivals();
        int restarts = restarts(stage);
        long began = System.nanoTime();
        ProcessorTimes before = stage.processorTimes();
        var ringing = new ArrayList<PhoneCall>();
        for (int caller = 0; caller < options.calls(); caller++) {
            long due = began + options.stagger().toNanos() * caller / options.calls();
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            ringing.add(dial(stage, options, clips, caller));
        }
        var reports = new ArrayList<Optional<CallReport>>();
        var failures = new ArrayList<String>();
        for (PhoneCall call : ringing) {
            try {
                reports.add(Optional.of(call.await(options.length()
                        .plus(AFTER_LENGTH)
                        .plus(options.stagger())
                        .plusSeconds(30))));
            } catch (IllegalStateException e) {
                reports.add(Optional.empty());
                failures.add(call.call().callSid() + " " + e.getMessage());
            }
        }
        ProcessorTimes spent = stage.processorTimes().since(before);
        Duration wall = Duration.ofNanos(System.nanoTime() - began);
        String load = ProcessorTimes.load();
        // Waits for events that have not reached the ledger.
        TimeUnit.SECONDS.sleep(2);
        if (restarts(stage) > restarts) {
            failures.add("a service died and was started again");
        }
        var calls = new ArrayList<CallTimes>();
        double seconds = 0;
        Duration lag = Duration.ZERO;
        for (int caller = 0; caller < reports.size(); caller++) {
            if (reports.get(caller).isEmpty()) {
                continue;
            }
            CallReport report = reports.get(caller).get();
            CallTimes times = CallTimes.of(caller, report, stage.ledger().ofCall(report.callSid()), clips);
            calls.add(times);
            seconds += report.end().talked().toNanos() / 1e9;
            lag = lag.compareTo(report.clockLag()) > 0 ? lag : report.clockLag();
            if (!times.wrong.isEmpty()) {
                failures.add(report.callSid() + " " + times.wrong);
            }
        }
        return new Round(calls, spent, seconds, wall, lag, load, failures);
    }

    private static PhoneCall dial(BenchStage stage, BenchOptions options, CallerClips clips, int caller) {
        Iterator<String> lines = LINES.iterator();
        CallerMind mind = heard -> {
            if (!lines.hasNext() || heard.now().compareTo(options.length()) >= 0) {
                return Optional.empty();
            }
            return Optional.of(new CallerAction.Says(lines.next()));
        };
        var patience = Patience.usual()
                .withAwaiting(Duration.ofSeconds(10))
                .withLongest(options.length().plus(AFTER_LENGTH));
        var request =
                CallRequest.of("+97252" + String.format(Locale.ROOT, "%07d", 5_000_000 + caller), BenchStage.BUSINESS);
        return PhoneCaller.with(text -> clips.clip(caller, text).mulaw())
                .with(patience)
                .dial(stage.twilio(), request, mind);
    }

    private static int restarts(BenchStage stage) {
        return stage.suite().services().stream()
                .mapToInt(ServiceProcess::restarts)
                .sum();
    }

    /** CPU milliseconds per call-second. */
    double cost(String part) {
        return spent.parts().getOrDefault(part, Double.NaN) / callSeconds;
    }

    Spread times(Function<CallTimes, Collection<Double>> kind) {
        return Spread.of(
                calls.stream().flatMap(call -> kind.apply(call).stream()).toList());
    }

    int sum(Function<CallTimes, Integer> kind) {
        return calls.stream().mapToInt(kind::apply).sum();
    }

    long endedWell() {
        return calls.stream().filter(call -> call.wrong.isEmpty()).count();
    }

    /** Processors that other processes of the machine kept busy, on average. */
    double others() {
        return (spent.machine() - spent.suite() - spent.own()) / wall.toMillis();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%2d calls, %d turns said, %d answered, %d ended well; suite %.1f ms/call-s; processors busy: suite %.2f, "
                        + "simulators %.2f, others %.2f; load %s; simulator's clock late by at most %d ms",
                calls.size(),
                sum(call -> call.said),
                sum(call -> call.answered),
                endedWell(),
                spent.suite() / callSeconds,
                spent.suite() / wall.toMillis(),
                spent.own() / wall.toMillis(),
                others(),
                load,
                clockLag.toMillis());
    }
}
