package io.agentlocator.gateway;

import io.agentlocator.events.CallEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls that this instance plays clips in, by partition. Bounded: a call without events for {@code keep} is forgotten,
 * and when a partition has too many, the one without events for the longest time. Not thread-safe.
 */
public final class TwimlPlaybacks {

    private record Known(TwimlPlayback call, long touchedNanos) {}

    private final Map<Integer, LinkedHashMap<String, Known>> partitions = new HashMap<>();
    private final int mostPerPartition;
    private final Duration keep;

    public TwimlPlaybacks(int mostPerPartition, Duration keep) {
        this.mostPerPartition = mostPerPartition;
        this.keep = keep;
    }

    /** @param at when it happened, on the same monotonic clock as {@code now} of the other methods */
    public void fold(int partition, CallEvent event, long at) {
        var calls = partitions.computeIfAbsent(partition, p -> new LinkedHashMap<>(64, 0.75f, true));
        Known known = calls.get(event.callSid());
        TwimlPlayback before = known == null ? TwimlPlayback.of(event.callSid()) : known.call();
        TwimlPlayback after = before.after(event, at);
        if (known == null && after == before) {
            return;
        }
        calls.put(event.callSid(), new Known(after, at));
        if (calls.size() > mostPerPartition) {
            calls.pollFirstEntry();
        }
    }

    /** An outcome of a call whose partition was revoked changes nothing. */
    public void fold(TwimlPlayback.Outcome outcome, long now) {
        for (var calls : partitions.values()) {
            calls.computeIfPresent(
                    outcome.callSid(), (sid, known) -> new Known(known.call().after(outcome), now));
        }
    }

    /** The updates that are due now. The caller carries them out and folds each outcome. */
    public List<TwimlPlayback.Step> due(long now) {
        List<TwimlPlayback.Step> steps = new ArrayList<>();
        for (var calls : partitions.values()) {
            for (var entry : calls.sequencedEntrySet()) {
                TwimlPlayback call = entry.getValue().call();
                TwimlPlayback.Step step = call.due(now);
                if (step != null) {
                    entry.setValue(new Known(call.doing(step), now));
                    steps.add(step);
                }
            }
            while (!calls.isEmpty() && now - calls.firstEntry().getValue().touchedNanos() > keep.toNanos()) {
                calls.pollFirstEntry();
            }
        }
        return steps;
    }

    public void forget(int partition) {
        partitions.remove(partition);
    }

    public int size() {
        return partitions.values().stream().mapToInt(Map::size).sum();
    }
}
