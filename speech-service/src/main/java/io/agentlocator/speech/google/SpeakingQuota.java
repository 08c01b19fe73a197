package io.agentlocator.speech.google;

import io.agentlocator.speech.FailureKind;
import io.agentlocator.speech.SynthesisFailed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What the vendor allows one family of voices: so many sentences a minute, so many at once. Who finds it used up goes to the
 * next voice; nobody waits in line for longer than the caller would not notice. Safe for all threads.
 */
final class SpeakingQuota {

    private static final long MINUTE_MS = 60_000;

    private final int perMinute;
    private final Semaphore atOnce;
    private final long turnMs;
    private final LongSupplier nowMs;
    private final Deque<Long> taken = new ArrayDeque<>();

    /** @param turnMs how long a sentence may wait for one of those that are being spoken to end */
    SpeakingQuota(int perMinute, int atOnce, long turnMs, LongSupplier nowMs) {
        this.perMinute = perMinute;
        this.atOnce = new Semaphore(atOnce, true);
        this.turnMs = turnMs;
        this.nowMs = nowMs;
    }

    /** Takes a place; {@link #done} gives it back. */
    void take() throws SynthesisFailed, InterruptedException {
        if (!atOnce.tryAcquire(turnMs, TimeUnit.MILLISECONDS)) {
            throw new SynthesisFailed(FailureKind.BUSY, "as many sentences at once as the quota allows");
        }
        if (!thisMinute()) {
            atOnce.release();
            throw new SynthesisFailed(FailureKind.BUSY, "as many sentences a minute as the quota allows");
        }
    }

    void done() {
        atOnce.release();
    }

    private boolean thisMinute() {
        long now = nowMs.getAsLong();
        synchronized (taken) {
            while (!taken.isEmpty() && now - taken.getFirst() >= MINUTE_MS) {
                taken.removeFirst();
            }
            if (taken.size() >= perMinute) {
                return false;
            }
            taken.addLast(now);
            return true;
        }
    }
}
