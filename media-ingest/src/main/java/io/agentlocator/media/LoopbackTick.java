package io.agentlocator.media;

import io.agentlocator.events.Event;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A separate {@link SharedTick} for the test call that this process makes to its own socket. Nothing of that call is
 * published or counted; the caller of {@link #reports} sees its events instead. Thread-safe.
 */
public final class LoopbackTick implements AutoCloseable {

    private static final int MOST_REPORTS = 1_000;

    private final BlockingQueue<Event> reported = new LinkedBlockingQueue<>(MOST_REPORTS);
    private final String password = UUID.randomUUID().toString();
    private final SharedTick tick;
    private volatile boolean over;

    /** Starts ticking. */
    public LoopbackTick(Duration tick, Duration mostSoundWaiting, MediaSettings settings, VoiceActivity voiceActivity) {
        this.tick = new SharedTick(
                tick,
                mostSoundWaiting,
                settings,
                voiceActivity,
                new Reports() {
                    @Override
                    public void publish(Event event) {
                        if (!reported.offer(event)) {
                            throw new IllegalStateException("the loopback call's events are not read");
                        }
                    }

                    @Override
                    public long stalledMs() {
                        return 0;
                    }
                },
                new MediaCounters(new MediaCounters.Stopwatch() {
                    @Override
                    public void tickLate(long nanos) {}

                    @Override
                    public void turnGap(long nanos) {}
                }),
                System::nanoTime,
                Level.DEBUG);
        this.tick.start();
    }

    public SharedTick tick() {
        return tick;
    }

    /** Known to this process only, so that no other call can be made here. */
    public String password() {
        return password;
    }

    /** Whether a caller with this password may make a call here. */
    public boolean admits(String offered) {
        return !over && offered.equals(password);
    }

    /**
     * Waits until the call reports an event of this type. Events before it are discarded.
     *
     * @return false when none came within {@code patience}
     */
    public boolean reports(Class<? extends Event> type, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Event next = reported.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null || type.isInstance(next)) {
                return next != null;
            }
        }
    }

    @Override
    public void close() {
        over = true;
        tick.close();
    }
}
