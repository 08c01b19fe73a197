package io.agentlocator.media;

import io.agentlocator.media.MediaStep.Counted;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What is counted over all streams of this process. Written by the tick, read by any thread. */
public final class MediaCounters {

    private final Map<Counted, LongAdder> counts = new EnumMap<>(Counted.class);
    private final LongAdder inputsDropped = new LongAdder();
    private final LongAdder ticks = new LongAdder();
    private final LongAdder lateNanos = new LongAdder();
    private final LongAdder busyNanos = new LongAdder();
    private final LongAccumulator latestNanos = new LongAccumulator(Math::max, 0);

    public MediaCounters() {
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
        lateNanos.add(lateBy);
        busyNanos.add(busyFor);
        latestNanos.accumulate(lateBy);
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

    /** How late ticks began, all together, in nanoseconds. */
    public long lateNanos() {
        return lateNanos.sum();
    }

    /** How long ticks took, all together, in nanoseconds. */
    public long busyNanos() {
        return busyNanos.sum();
    }

    /** How late the latest tick began since it was last asked, in nanoseconds. */
    public long takeLatestNanos() {
        return latestNanos.getThenReset();
    }

    private LongAdder adder(Counted what) {
        return java.util.Objects.requireNonNull(counts.get(what));
    }
}
