package io.agentlocator.watchdog;

import static io.agentlocator.watchdog.Moments.latest;

import io.agentlocator.events.CallEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The calls that this process watches, by the partition that they came from. Not safe for use by several threads.
 *
 * <p>"No event came" is only worth anything while events do come. While the feed is stale nothing is judged; when it is
 * fresh again, or the wall clock was moved, or a partition has just been taken over, each call is judged by the times of
 * its events and not before {@link Deadlines#feedGrace()} has passed.
 */
public final class Watchroom {

    /** A clock that went faster or slower than this since the last look was set by somebody. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(1);

    /** What is over stays known for this long, so that late events do not raise it from the dead. */
    private static final Duration MEMORY = Duration.ofMinutes(20);

    private final Deadlines deadlines;
    private final CallWatch watch;
    private final Duration staleAfter;
    private final Map<Integer, Partition> partitions = new HashMap<>();
    private Instant lastLook = Moments.NEVER;
    private long lastLookNanos;
    private boolean suspended;

    public Watchroom(Deadlines deadlines, Duration staleAfter) {
        this.deadlines = deadlines;
        this.watch = new CallWatch(deadlines);
        this.staleAfter = staleAfter;
    }

    /** An event and when it happened. */
    public record Happened(CallEvent event, Instant at) {}

    /** Takes a partition over. @param past what happened in it within the last while, sorted by time */
    public void takeOver(int number, List<Happened> past, Instant now) {
        var partition = new Partition(now);
        partitions.put(number, partition);
        past.forEach(happened -> partition.learn(happened, now));
    }

    public void learn(int number, Happened happened, Instant now) {
        partitions.computeIfAbsent(number, n -> new Partition(now)).learn(happened, now);
    }

    public void giveUp(int number) {
        partitions.remove(number);
    }

    /**
     * What is due.
     *
     * @param now the wall clock, against which the events' times are held
     * @param nanos a monotonic clock, to see when the wall clock is set
     * @param staleness for how long the feed has not been known to be complete
     */
    public List<Step> look(Instant now, long nanos, Duration staleness) {
        boolean stepped = clockWasSet(now, nanos);
        lastLook = now;
        lastLookNanos = nanos;
        suspended = staleness.compareTo(staleAfter) > 0;
        if (suspended || stepped) {
            partitions.values().forEach(partition -> partition.trustedSince = now);
            return List.of();
        }
        var steps = new ArrayList<Step>();
        partitions.values().forEach(partition -> partition.look(now, steps));
        return steps;
    }

    /** The redirect has come to an end, one way or the other; the call may be somebody else's by now. */
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

    /** Whether judging is suspended because the feed is stale. */
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
        if (lastLook.equals(Moments.NEVER)) {
            return false;
        }
        Duration byWall = Duration.between(lastLook, now);
        Duration byMonotonic = Duration.ofNanos(nanos - lastLookNanos);
        return byWall.minus(byMonotonic).abs().compareTo(CLOCK_STEP) > 0;
    }

    private final class Partition {

        private final Map<String, WatchedCall> calls = new HashMap<>();
        private Instant trustedSince;

        Partition(Instant trustedSince) {
            this.trustedSince = trustedSince;
        }

        void learn(Happened happened, Instant now) {
            // A time in the future is another host's clock, not a promise.
            Instant at = happened.at().isAfter(now) ? now : happened.at();
            String callSid = happened.event().callSid();
            WatchedCall known = calls.get(callSid);
            calls.put(callSid, watch.learn(known == null ? WatchedCall.firstSeen(at) : known, happened.event(), at));
        }

        void look(Instant now, List<Step> steps) {
            for (Iterator<Map.Entry<String, WatchedCall>> all = calls.entrySet().iterator(); all.hasNext(); ) {
                var call = all.next();
                Outcome outcome = watch.due(call.getKey(), call.getValue(), now, trustedSince);
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
