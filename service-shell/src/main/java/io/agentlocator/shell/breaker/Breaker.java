package io.agentlocator.shell.breaker;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker: stops all calls of this process from using an engine that fails. One instance per engine.
 *
 * <p>While it is closed, every attempt is let through. It opens after {@link Settings#failures} failures in a row, at once
 * when the vendor refuses our credentials, and at once when the vendor names a time to wait. While it is open, no attempt is
 * let through; callers fall back to another engine without waiting. When the time is over it is half open: one attempt at
 * a time, of whichever call, probes the engine. A probe that succeeds closes the breaker. A probe that fails opens it for
 * twice the time, up to {@link Settings#longest}. Jitter keeps several instances from probing at the same moment.
 *
 * <p>Failures of attempts that began before the breaker opened do not prolong the outage.
 *
 * <p>Safe for all threads.
 */
public final class Breaker {

    /**
     * @param failures how many failures in a row open it
     * @param first how long it stays open the first time
     * @param longest the bound of doubling, and how long a refused credential keeps it open
     * @param jitter the part of itself, 0 to 1, by which each time is made longer or shorter at random
     */
    public record Settings(int failures, Duration first, Duration longest, double jitter) {}

    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /** The longest time that a vendor's own wish ({@code Retry-After}) keeps the breaker open. */
    private static final Duration LONGEST_WISH = Duration.ofMinutes(2);

    /** After this time a probe that has not reported its result no longer blocks the next probe. */
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(20);

    private final Settings settings;
    private final LongSupplier nanoTime;
    private final DoubleSupplier random;

    private int failedInARow;
    private int openings;
    private boolean open;
    private long openUntil;
    private @Nullable Attempt probe;
    private long probeUntil;
    private @Nullable String cause;

    /**
     * @param nanoTime a monotonic clock in nanoseconds
     * @param random from 0 to 1
     */
    public Breaker(Settings settings, LongSupplier nanoTime, DoubleSupplier random) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    public Breaker(Settings settings, LongSupplier nanoTime) {
        this(settings, nanoTime, Math::random);
    }

    /** One use of the engine. The first report of its result counts; later reports are ignored. */
    public final class Attempt {

        private boolean reported;

        private Attempt() {}

        public void succeeded() {
            end(this, null, false, null);
        }

        /** @param cause one line for operators; no secret, and no words of a caller */
        public void failed(String cause) {
            end(this, cause, false, null);
        }

        /** @param retryAfter for how long the vendor wants no request; null where it does not say */
        public void failed(String cause, @Nullable Duration retryAfter) {
            end(this, cause, false, retryAfter);
        }

        /** The vendor refused our credentials: it will refuse the next attempt as well. */
        public void refused(String cause) {
            end(this, cause, true, null);
        }

        /** The answer was no longer needed, or was never asked for. This says nothing about the engine. */
        public void abandoned() {
            synchronized (Breaker.this) {
                reported = true;
                if (probe == this) {
                    probe = null;
                }
            }
        }
    }

    /** Permission to use the engine now; null where it must be left alone. Never waits. */
    public synchronized @Nullable Attempt attempt() {
        var attempt = new Attempt();
        if (!open) {
            return attempt;
        }
        long now = nanoTime.getAsLong();
        if (now - openUntil < 0 || probe != null && now - probeUntil < 0) {
            return null;
        }
        probe = attempt;
        probeUntil = now + LONGEST_PROBE.toNanos();
        return attempt;
    }

    /** A failure after an attempt had succeeded: a stream that worked and broke. Counts as one failure more. */
    public void failed(String cause) {
        end(new Attempt(), cause, false, null);
    }

    public synchronized State state() {
        if (!open) {
            return State.CLOSED;
        }
        return nanoTime.getAsLong() - openUntil < 0 ? State.OPEN : State.HALF_OPEN;
    }

    public boolean closed() {
        return state() == State.CLOSED;
    }

    /** The failure that opened it; null while it is closed. */
    public synchronized @Nullable String cause() {
        return open ? cause : null;
    }

    /** How long it still lets nobody through. Zero while it is closed or half open, even while a probe is under way. */
    public synchronized Duration untilProbe() {
        return open ? Duration.ofNanos(Math.max(0, openUntil - nanoTime.getAsLong())) : Duration.ZERO;
    }

    /** @param failure null for success */
    private synchronized void end(
            Attempt attempt, @Nullable String failure, boolean refused, @Nullable Duration retryAfter) {
        if (attempt.reported) {
            return;
        }
        attempt.reported = true;
        if (failure == null) {
            failedInARow = 0;
            openings = 0;
            open = false;
            probe = null;
            return;
        }
        boolean probing = probe == attempt;
        if (probing) {
            probe = null;
        }
        failedInARow++;
        boolean atOnce = refused || retryAfter != null;
        if (probing || !open && (atOnce || failedInARow >= settings.failures())) {
            open(failure, refused, retryAfter);
        }
    }

    private void open(String failure, boolean refused, @Nullable Duration retryAfter) {
        long longest = settings.longest().toNanos();
        long nanos = refused ? longest : Math.min(longest, settings.first().toNanos() << Math.min(openings, 10));
        nanos = Math.round(nanos * (1 + settings.jitter() * (2 * random.getAsDouble() - 1)));
        if (retryAfter != null) {
            nanos = Math.max(nanos, Math.min(LONGEST_WISH.toNanos(), retryAfter.toNanos()));
        }
        open = true;
        openings++;
        cause = failure;
        openUntil = nanoTime.getAsLong() + nanos;
    }
}
