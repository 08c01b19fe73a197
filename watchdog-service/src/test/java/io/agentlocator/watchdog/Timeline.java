package io.agentlocator.watchdog;

import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallEvent;
import io.agentlocator.watchdog.WatchedCalls.TimedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A call on a simulated clock: events happen, are consumed later, and deadlines are checked every 100 ms. */
final class Timeline {

    static final String CALL = "CA1";
    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    static final Deadlines DEADLINES = new Deadlines(
            seconds(6),
            seconds(6),
            seconds(3),
            seconds(10),
            seconds(3),
            seconds(8),
            seconds(8),
            seconds(600),
            seconds(60));

    private static final int PARTITION = 4;
    private static final long LOOK_EVERY_MS = 100;

    /** An event, when it happened and when it was consumed. */
    record Arrival(long atMs, long readMs, CallEvent event) {}

    private final List<Arrival> arrivals = new ArrayList<>();
    private final TreeMap<Long, Duration> stale = new TreeMap<>(Map.of(0L, Duration.ZERO));
    private final List<Long> restarts = new ArrayList<>();
    private final List<long[]> clockSteps = new ArrayList<>();

    Timeline at(double second, CallEvent event) {
        return late(second, second, event);
    }

    /** Happens at one time and is consumed at another. */
    Timeline late(double second, double readAtSecond, CallEvent event) {
        arrivals.add(new Arrival(ms(second), ms(readAtSecond), event));
        return this;
    }

    /** Media-ingest's heartbeat, once a second. */
    Timeline media(String streamSid, double fromSecond, double toSecond) {
        for (double second = fromSecond; second <= toSecond; second += 1) {
            at(second, new io.agentlocator.events.MediaEvent.MediaSeen(CALL, streamSid, (long) (50 * second)));
        }
        return this;
    }

    Timeline feedStale(double fromSecond, double toSecond) {
        stale.put(ms(fromSecond), seconds(3));
        stale.put(ms(toSecond), Duration.ZERO);
        return this;
    }

    /** Another process replaces this one and folds the log so far. */
    Timeline restart(double second) {
        restarts.add(ms(second));
        return this;
    }

    void forgetRestarts() {
        restarts.clear();
    }

    /** The wall clock is set forward. */
    Timeline clockSet(double atSecond, double bySeconds) {
        clockSteps.add(new long[] {ms(atSecond), ms(bySeconds)});
        return this;
    }

    List<Arrival> events() {
        return arrivals;
    }

    /** All steps until then, as {@code second step}. */
    List<String> until(double second) {
        var feed = new ArrayList<>(arrivals);
        feed.sort(Comparator.comparingLong(Arrival::readMs));
        var log = new ArrayList<TimedEvent>();
        var done = new ArrayList<String>();
        var calls = new WatchedCalls(DEADLINES, seconds(2));
        calls.takeOver(PARTITION, List.of(), START);
        int next = 0;
        for (long now = 0; now <= ms(second); now += LOOK_EVERY_MS) {
            long wallShift = 0;
            for (long[] step : clockSteps) {
                wallShift += now >= step[0] ? step[1] : 0;
            }
            Instant wall = START.plusMillis(now + wallShift);
            if (restarts.contains(now)) {
                calls = new WatchedCalls(DEADLINES, seconds(2));
                log.sort(Comparator.comparing(TimedEvent::at));
                calls.takeOver(PARTITION, log, wall);
            }
            for (; next < feed.size() && feed.get(next).readMs() <= now; next++) {
                var happened = new TimedEvent(
                        feed.get(next).event(), START.plusMillis(feed.get(next).atMs()));
                log.add(happened);
                calls.learn(PARTITION, happened, wall);
            }
            for (WatchStep step :
                    calls.check(wall, now * 1_000_000, stale.floorEntry(now).getValue())) {
                perform(step, now, wall, calls, log, done);
            }
        }
        return done;
    }

    private static void perform(
            WatchStep step, long now, Instant wall, WatchedCalls calls, List<TimedEvent> log, List<String> done) {
        switch (step) {
            case WatchStep.Redirect(String callSid, CallAlert.Trouble reason) -> {
                done.add(text(now) + " redirect " + reason);
                log.add(new TimedEvent(new CallAlert.Redirected(callSid, reason), wall));
                calls.learn(PARTITION, new TimedEvent(new CallAlert.Redirected(callSid, reason), wall), wall);
            }
            case WatchStep.HangUp hangUp -> done.add(text(now) + " hang-up");
            case WatchStep.Alert(CallAlert alert, Instant at) -> {
                log.add(new TimedEvent(alert, at));
                calls.learn(PARTITION, new TimedEvent(alert, at), wall);
                done.add(text(now) + " "
                        + switch (alert) {
                            case CallAlert.CallerSilent silent -> "caller-silent " + silent.prompts();
                            case CallAlert.AgentSilent silent -> "agent-silent";
                            case CallAlert.MediaLost lost -> "media-lost " + lost.streamSid();
                            case CallAlert.CallOverlong overlong -> "overlong";
                            case CallAlert.Redirected redirected -> "told-redirected";
                            case CallAlert.RedirectFailed failed -> "told-failed";
                        });
            }
        }
    }

    private static String text(long ms) {
        return ms / 1000 + "." + ms % 1000 / 100;
    }

    private static long ms(double second) {
        return Math.round(second * 10) * 100;
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
