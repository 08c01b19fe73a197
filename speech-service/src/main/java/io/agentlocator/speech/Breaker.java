package io.agentlocator.speech;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * One for an engine and all calls: when it fails again and again, calls stop asking and one of them tries from time to time.
 * So an outage does not become a storm, and calls that are well are left alone. Safe for all threads; times are a monotonic
 * clock's.
 */
public final class Breaker {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final int tolerated;
    private final RandomGenerator random;
    private int failures;
    private long openMs;
    private long retryAtMs;

    /** @param tolerated failures in a row, of whichever calls, that do not open it */
    public Breaker(int tolerated, RandomGenerator random) {
        this.tolerated = tolerated;
        this.random = random;
    }

    /** Whether to ask now. A yes while it is open makes the asker the only one until its answer or the next term. */
    public synchronized boolean mayAsk(long nowMs) {
        if (failures <= tolerated) {
            return true;
        }
        if (nowMs < retryAtMs) {
            return false;
        }
        retryAtMs = nowMs + spread(openMs);
        return true;
    }

    public synchronized void failed(long nowMs) {
        failures++;
        if (failures > tolerated) {
            openMs = openMs == 0 ? FIRST.toMillis() : Math.min(LONGEST.toMillis(), openMs * 2);
            retryAtMs = nowMs + spread(openMs);
        }
    }

    /** It will refuse the next one as well: a credential, a name. Asked seldom from now on. */
    public synchronized void refused(long nowMs) {
        failures = Math.max(failures, tolerated) + 1;
        openMs = LONGEST.toMillis();
        retryAtMs = nowMs + spread(openMs);
    }

    public synchronized void succeeded() {
        failures = 0;
        openMs = 0;
    }

    /** Whether everybody may ask. */
    public synchronized boolean closed() {
        return failures <= tolerated;
    }

    public synchronized long retryAtMs() {
        return retryAtMs;
    }

    private long spread(long ms) {
        return Math.round(ms * (0.7 + 0.6 * random.nextDouble()));
    }
}
