package io.agentlocator.gateway;

import io.agentlocator.events.CallEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls whose answers are this instance's to give, by partition. Bounded: a call of which nothing was heard for a
 * while is forgotten, and the one that was quiet longest makes room. For one thread.
 */
public final class PingPongTable {

    private record Seat(PingPong call, long touchedNanos) {}

    private final Map<Integer, LinkedHashMap<String, Seat>> partitions = new HashMap<>();
    private final int mostPerPartition;
    private final Duration keep;

    public PingPongTable(int mostPerPartition, Duration keep) {
        this.mostPerPartition = mostPerPartition;
        this.keep = keep;
    }

    /** @param at when it happened, on the same monotonic clock as {@code now} of the other methods */
    public void fold(int partition, CallEvent event, long at) {
        var calls = partitions.computeIfAbsent(partition, p -> new LinkedHashMap<>(64, 0.75f, true));
        Seat seat = calls.get(event.callSid());
        PingPong before = seat == null ? PingPong.of(event.callSid()) : seat.call();
        PingPong after = before.after(event, at);
        if (seat == null && after == before) {
            return;
        }
        calls.put(event.callSid(), new Seat(after, at));
        if (calls.size() > mostPerPartition) {
            calls.pollFirstEntry();
        }
    }

    /** An outcome of a call that is no longer ours changes nothing. */
    public void fold(PingPong.Outcome outcome, long now) {
        for (var calls : partitions.values()) {
            calls.computeIfPresent(
                    outcome.callSid(), (sid, seat) -> new Seat(seat.call().after(outcome), now));
        }
    }

    /** What is to be done now. Whoever takes it does it, and tells what became of it. */
    public List<PingPong.Step> due(long now) {
        List<PingPong.Step> steps = new ArrayList<>();
        for (var calls : partitions.values()) {
            for (var entry : calls.sequencedEntrySet()) {
                PingPong call = entry.getValue().call();
                PingPong.Step step = call.due(now);
                if (step != null) {
                    entry.setValue(new Seat(call.doing(step), now));
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
