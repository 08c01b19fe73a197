package io.agentlocator.media;

import io.agentlocator.media.MediaStep.Counted;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts over all streams of this process. Written by the tick, read by any thread. */
public final class MediaCounters {

    /** Records durations in nanoseconds. The tick calls it: it does not block. */
    public interface Stopwatch {

        void tickLate(long nanos);

        /** From the end of the caller's voice to the agent's first sound at the socket. */
        void turnGap(long nanos);
    }

    private final Stopwatch stopwatch;
    private final Map<Counted, LongAdder> counts = new EnumMap<>(Counted.class);
    private final LongAdder inputsDropped = new LongAdder();
    private final LongAdder ticks = new LongAdder();
    private final LongAdder busyNanos = new LongAdder();

    public MediaCounters(Stopwatch stopwatch) {
        this.stopwatch = stopwatch;
        for (Counted what : Counted.values()) {
            counts.put(what, new LongAdder());
        }
    }

    void add(MediaStep.Count count) {
        adder(count.what()).add(count.howMany());
    }

    void add(Counted what) {
        adder(what).increment();
    }

    void dropped(long howMany) {
        inputsDropped.add(howMany);
    }

    void ticked(long lateBy, long busyFor) {
        ticks.increment();
        busyNanos.add(busyFor);
        stopwatch.tickLate(lateBy);
    }

    void answered(long afterMs) {
        stopwatch.turnGap(TimeUnit.MILLISECONDS.toNanos(afterMs));
    }

    public long of(Counted what) {
        return adder(what).sum();
    }

    /** Frames and messages dropped because too much waited for a stream's next step. */
    public long inputsDropped() {
        return inputsDropped.sum();
    }

    public long ticks() {
        return ticks.sum();
    }

    /** How long all ticks took together, in nanoseconds. */
    public long busyNanos() {
        return busyNanos.sum();
    }

    private LongAdder adder(Counted what) {
        return java.util.Objects.requireNonNull(counts.get(what));
    }
}
