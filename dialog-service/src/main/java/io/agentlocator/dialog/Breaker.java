package io.agentlocator.dialog;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all calls from a vendor that fails. Closed, it lets everybody through. After failures in a row, or when the vendor
 * itself asks for quiet, it is open: calls go elsewhere at once and wait for nothing. When its time is over it is half
 * open: one attempt at a time finds out whether the vendor is back, and all others go on elsewhere. Each vain attempt
 * doubles the time, within bounds; jitter keeps several instances from trying in step.
 *
 * <p>For all threads.
 */
public final class Breaker {

    /**
     * @param failures so many in a row open it
     * @param first how long it stays open the first time
     * @param longest the most that doubling may come to
     * @param jitter by what part of itself a time may be longer or shorter
     */
    public record Settings(int failures, Duration first, Duration longest, double jitter) {
        public static final Settings DEFAULTS = new Settings(3, Duration.ofSeconds(5), Duration.ofSeconds(60), 0.2);
    }

    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /** A vendor that says "not before" is believed, but not for ever. */
    private static final Duration LONGEST_WISH = Duration.ofMinutes(2);

    /** An attempt that never told how it ended does not hold the place of the one attempt for longer. */
    private static final long LONGEST_ATTEMPT_NANOS = 20_000_000_000L;

    private final Settings settings;
    private final LongSupplier nanoTime;
    private final DoubleSupplier random;

    private int failedInARow;
    private int openings;
    private boolean open;
    private long openUntil;
    private @Nullable Attempt probe;
    private long probeUntil;
    private ModelFailure.@Nullable Kind cause;

    /** @param random from 0 to 1 */
    public Breaker(Settings settings, LongSupplier nanoTime, DoubleSupplier random) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    public Breaker(LongSupplier nanoTime) {
        this(Settings.DEFAULTS, nanoTime, Math::random);
    }

    /** One use of the vendor. Tells once how it ended; later tellings count for nothing. */
    public final class Attempt {

        private boolean told;

        private Attempt() {}

        public void succeeded() {
            end(this, null, null);
        }

        /** @param retryAfter for how long the vendor wants to be left alone; null where it does not say */
        public void failed(ModelFailure.Kind kind, @Nullable Duration retryAfter) {
            end(this, kind, retryAfter);
        }

        /** The answer was no longer wanted: that says nothing of the vendor. */
        public void abandoned() {
            synchronized (Breaker.this) {
                told = true;
                if (probe == this) {
                    probe = null;
                }
            }
        }
    }

    /** Leave to use the vendor now; null where it is to be left alone. */
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
        probeUntil = now + LONGEST_ATTEMPT_NANOS;
        return attempt;
    }

    public synchronized State state() {
        if (!open) {
            return State.CLOSED;
        }
        return nanoTime.getAsLong() - openUntil < 0 ? State.OPEN : State.HALF_OPEN;
    }

    /** What opened it; null while it is closed. */
    public synchronized ModelFailure.@Nullable Kind cause() {
        return open ? cause : null;
    }

    private synchronized void end(Attempt attempt, ModelFailure.@Nullable Kind failure, @Nullable Duration retryAfter) {
        if (attempt.told) {
            return;
        }
        attempt.told = true;
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
        boolean atOnce = failure == ModelFailure.Kind.NOT_ALLOWED || retryAfter != null;
        if (probing || !open && (atOnce || failedInARow >= settings.failures())) {
            open(failure, retryAfter);
        }
    }

    private void open(ModelFailure.Kind failure, @Nullable Duration retryAfter) {
        long longest = settings.longest().toNanos();
        long nanos = failure == ModelFailure.Kind.NOT_ALLOWED
                ? longest
                : Math.min(longest, settings.first().toNanos() << Math.min(openings, 10));
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
