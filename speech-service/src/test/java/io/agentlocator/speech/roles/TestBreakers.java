package io.agentlocator.speech.roles;

import io.agentlocator.shell.breaker.Breaker;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Breakers with the service's settings, on a clock that the test holds. */
public final class TestBreakers {

    private TestBreakers() {}

    /** Opens after two failures in a row. @param nowMs monotonic */
    public static Breaker onClock(LongSupplier nowMs) {
        return new Breaker(
                new Breaker.Settings(2, Duration.ofSeconds(1), Duration.ofSeconds(30), 0.3),
                () -> nowMs.getAsLong() * 1_000_000,
                () -> 0.5);
    }
}
