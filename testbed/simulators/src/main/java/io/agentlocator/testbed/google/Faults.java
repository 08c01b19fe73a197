package io.agentlocator.testbed.google;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** The queued faults of the next calls, and the one that stays until it is cleared. Thread-safe. */
public final class Faults {

    private final Map<Fault.Method, Queue<Fault>> next = new EnumMap<>(Fault.Method.class);
    private final Map<Fault.Method, Fault> lasting = new EnumMap<>(Fault.Method.class);

    Faults() {}

    /** Queues a fault for the next call of this method; each call takes one. */
    public synchronized void next(Fault.Method method, Fault fault) {
        next.computeIfAbsent(method, m -> new ArrayDeque<>()).add(fault);
    }

    /** Applies a fault to every call of this method from now on. */
    public synchronized void always(Fault.Method method, Fault fault) {
        lasting.put(method, fault);
    }

    public synchronized void clear() {
        next.clear();
        lasting.clear();
    }

    synchronized Optional<Fault> take(Fault.Method method) {
        var queue = next.get(method);
        var fault = queue == null ? null : queue.poll();
        return Optional.ofNullable(fault == null ? lasting.get(method) : fault);
    }
}
