package io.agentlocator.testbed.twilio;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition, and fails with its name at the time-out. */
public final class Waiting {
    private Waiting() {}

    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("did not happen: " + what);
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
