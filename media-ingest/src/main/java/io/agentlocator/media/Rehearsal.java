package io.agentlocator.media;

import io.agentlocator.events.Event;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A clock of its own for the call that this process holds with itself. Nothing of that call is published or counted; who
 * holds it sees what would have been. Safe for all threads.
 */
public final class Rehearsal implements AutoCloseable {

    private static final int MOST_REPORTS = 1_000;

    private final BlockingQueue<Event> reported = new LinkedBlockingQueue<>(MOST_REPORTS);
    private final String password = UUID.randomUUID().toString();
    private final SharedTick tick;
    private volatile boolean over;

    /** Begins to tick. */
    public Rehearsal(Duration tick, Duration mostSoundWaiting, MediaSettings settings, VoiceActivity voiceActivity) {
        this.tick = new SharedTick(
                tick,
                mostSoundWaiting,
                settings,
                voiceActivity,
                new Reports() {
                    @Override
                    public void publish(Event event) {
                        if (!reported.offer(event)) {
                            throw new IllegalStateException("nobody looks at the rehearsal any more");
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

    /** What only this process knows: no one else's call is held here. */
    public String password() {
        return password;
    }

    /** @return whether whoever says this may hold a call here */
    public boolean admits(String said) {
        return !over && said.equals(password);
    }

    /** Waits until the call has reported such an event; what it reported before is forgotten. */
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
