package io.agentlocator.testbed.google;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** The faults that are to come: those for the next calls first, then what holds until it is cleared. Safe for all threads. */
public final class Faults {

    private final Map<Fault.Method, Queue<Fault>> next = new EnumMap<>(Fault.Method.class);
    private final Map<Fault.Method, Fault> lasting = new EnumMap<>(Fault.Method.class);

    Faults() {}

    /** For the next call of this method; several are taken one after the other. */
    public synchronized void next(Fault.Method method, Fault fault) {
        next.computeIfAbsent(method, m -> new ArrayDeque<>()).add(fault);
    }

    /** For every call of this method from now on. */
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
