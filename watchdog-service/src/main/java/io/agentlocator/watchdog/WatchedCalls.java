package io.agentlocator.watchdog;

import static io.agentlocator.watchdog.Instants.latest;

import io.agentlocator.events.CallEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The calls that this process watches, by partition. Not thread-safe.
 *
 * <p>A missing event means something only while events arrive. While the feed is stale, no call is judged. After it is
 * fresh again, the wall clock was set, or a partition was taken over, calls are judged by the times of their events, and
 * only after {@link Deadlines#feedGrace()}.
 */
public final class WatchedCalls {

    /** A wall clock that differs by more than this from the monotonic clock since the last check was set. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(1);

    /** A call that is over stays known for this long, so that its late events do not start a new watch. */
    private static final Duration MEMORY = Duration.ofMinutes(20);

    private final Deadlines deadlines;
    private final CallWatch watch;
    private final Duration staleAfter;
    private final Map<Integer, Partition> partitions = new HashMap<>();
    private Instant lastCheck = Instants.NEVER;
    private long lastCheckNanos;
    private boolean suspended;

    public WatchedCalls(Deadlines deadlines, Duration staleAfter) {
        this.deadlines = deadlines;
        this.watch = new CallWatch(deadlines);
        this.staleAfter = staleAfter;
    }

    /** An event and when it happened. */
    public record TimedEvent(CallEvent event, Instant at) {}

    /**
     * Takes a partition over.
     *
     * @param past its events of the last minutes, sorted by time
     */
    public void takeOver(int number, List<TimedEvent> past, Instant now) {
        var partition = new Partition(now);
        partitions.put(number, partition);
        past.forEach(happened -> partition.learn(happened, now));
    }

    public void learn(int number, TimedEvent happened, Instant now) {
        partitions.computeIfAbsent(number, n -> new Partition(now)).learn(happened, now);
    }

    public void giveUp(int number) {
        partitions.remove(number);
    }

    /**
     * What is due.
     *
     * @param now the wall clock, with which the events' times are compared
     * @param nanos a monotonic clock, to notice when the wall clock is set
     * @param staleness for how long the consumed events have not been known to be complete
     */
    public List<WatchStep> check(Instant now, long nanos, Duration staleness) {
        boolean stepped = clockWasSet(now, nanos);
        lastCheck = now;
        lastCheckNanos = nanos;
        suspended = staleness.compareTo(staleAfter) > 0;
        if (suspended || stepped) {
            partitions.values().forEach(partition -> partition.trustedSince = now);
            return List.of();
        }
        var steps = new ArrayList<WatchStep>();
        partitions.values().forEach(partition -> partition.check(now, steps));
        return steps;
    }

    /** The redirect has ended, with success or not. Another process may own the call's partition by now. */
    public void settle(int number, String callSid, Instant now) {
        Partition partition = partitions.get(number);
        if (partition != null) {
            partition.calls.replace(callSid, new WatchedCall.Over(now));
        }
    }

    public int partitionOf(String callSid) {
        return partitions.entrySet().stream()
                .filter(entry -> entry.getValue().calls.containsKey(callSid))
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElse(-1);
    }

    /** Whether no call is judged because the feed is stale. */
    public boolean suspended() {
        return suspended;
    }

    public long watchedCalls() {
        return partitions.values().stream()
                .flatMap(partition -> partition.calls.values().stream())
                .filter(call -> call instanceof WatchedCall.Watched)
                .count();
    }

    private boolean clockWasSet(Instant now, long nanos) {
        if (lastCheck.equals(Instants.NEVER)) {
            return false;
        }
        Duration byWall = Duration.between(lastCheck, now);
        Duration byMonotonic = Duration.ofNanos(nanos - lastCheckNanos);
        return byWall.minus(byMonotonic).abs().compareTo(CLOCK_STEP) > 0;
    }

    private final class Partition {

        private final Map<String, WatchedCall> calls = new HashMap<>();
        private Instant trustedSince;

        Partition(Instant trustedSince) {
            this.trustedSince = trustedSince;
        }

        void learn(TimedEvent happened, Instant now) {
            // A time in the future comes from another host's clock.
            Instant at = happened.at().isAfter(now) ? now : happened.at();
            String callSid = happened.event().callSid();
            WatchedCall known = calls.get(callSid);
            calls.put(callSid, watch.learn(known == null ? WatchedCall.firstSeen(at) : known, happened.event(), at));
        }

        void check(Instant now, List<WatchStep> steps) {
            for (Iterator<Map.Entry<String, WatchedCall>> all = calls.entrySet().iterator(); all.hasNext(); ) {
                var call = all.next();
                WatchOutcome outcome = watch.due(call.getKey(), call.getValue(), now, trustedSince);
                call.setValue(outcome.state());
                steps.addAll(outcome.steps());
                if (outcome.state() instanceof WatchedCall.Over over
                        && now.isAfter(
                                latest(over.at(), trustedSince).plus(MEMORY).plus(deadlines.feedGrace()))) {
                    all.remove();
                }
            }
        }
    }
}
