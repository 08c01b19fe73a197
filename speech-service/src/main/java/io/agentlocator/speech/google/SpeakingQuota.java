package io.agentlocator.speech.google;

import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The vendor's quota for one voice: sentences per minute, and sentences at once. If it is used up, the sentence goes to the next
 * voice after a wait that the caller does not notice. Safe for all threads.
 */
final class SpeakingQuota {

    private static final long MINUTE_MS = 60_000;

    private final int perMinute;
    private final Semaphore places;
    private final long queueMs;
    private final LongSupplier nowMs;
    private final Deque<Long> taken = new ArrayDeque<>();

    /** @param queueMs how long a sentence may wait for a place */
    SpeakingQuota(int perMinute, int atOnce, long queueMs, LongSupplier nowMs) {
        this.perMinute = perMinute;
        this.places = new Semaphore(atOnce, true);
        this.queueMs = queueMs;
        this.nowMs = nowMs;
    }

    /** Takes a place; {@link #release} returns it. */
    void take() throws EngineFailure, InterruptedException {
        if (!places.tryAcquire(queueMs, TimeUnit.MILLISECONDS)) {
            throw new EngineFailure(FailureKind.BUSY, "as many sentences at once as the quota allows");
        }
        if (!thisMinute()) {
            places.release();
            throw new EngineFailure(FailureKind.BUSY, "as many sentences a minute as the quota allows");
        }
    }

    void release() {
        places.release();
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
