package io.agentlocator.shell;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Bounds the log entries that strangers cause, that is senders of unverified requests: a large burst, then a number per
 * second. Entries beyond the bound are counted, and the count is logged from time to time. So nobody can fill the disk with
 * our log. Safe for all threads; cheap.
 */
@Singleton
public class LineBudget {

    private static final Logger LOG = Logger.getLogger(LineBudget.class);
    private static final int AT_ONCE = 500;
    private static final int PER_SECOND = 10;
    private static final long REPORT_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanos;
    private final Counter unlogged;
    private double left = AT_ONCE;
    private long filledNanos;
    private long reportedNanos;
    private long sinceReport;

    @Inject
    public LineBudget(MeterRegistry metrics) {
        this(metrics, System::nanoTime);
    }

    /** @param nanos a monotonic clock */
    LineBudget(MeterRegistry metrics, LongSupplier nanos) {
        this.unlogged = metrics.counter("agentlocator.strangers.unlogged");
        this.nanos = nanos;
        this.filledNanos = nanos.getAsLong();
        this.reportedNanos = filledNanos - REPORT_EVERY_NANOS;
    }

    /** Whether a stranger's entry is logged. If not, it is counted. */
    public boolean logs() {
        if (take()) {
            return true;
        }
        missed();
        return false;
    }

    /** Takes room for one entry, if there is any, of a sender who may be verified later. */
    public synchronized boolean take() {
        long now = nanos.getAsLong();
        left = Math.min(AT_ONCE, left + (now - filledNanos) / 1e9 * PER_SECOND);
        filledNanos = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }

    /** Gives the room back: the sender was verified. */
    public synchronized void giveBack() {
        left++;
    }

    /** Counts an entry for which there was no room. */
    public void missed() {
        long missed;
        unlogged.increment();
        synchronized (this) {
            sinceReport++;
            long now = nanos.getAsLong();
            if (now - reportedNanos < REPORT_EVERY_NANOS) {
                return;
            }
            reportedNanos = now;
            missed = sinceReport;
            sinceReport = 0;
        }
        LOG.warnf("strangers send too many requests, not all are logged unlogged=%d", missed);
    }
}
