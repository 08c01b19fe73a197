package io.agentlocator.testbed.phone;

import java.time.Duration;

/**
 * How long a caller waits.
 *
 * @param sure silence of the agent after which the caller takes the turn
 * @param awaiting how long the caller waits for an event before going on without it
 * @param lingering from the last line until the caller hangs up
 * @param longest the longest call
 */
public record Patience(Duration sure, Duration awaiting, Duration lingering, Duration longest) {
    public static Patience usual() {
        return new Patience(
                Duration.ofMillis(700), Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofMinutes(5));
    }

    public Patience withSure(Duration value) {
        return new Patience(value, awaiting, lingering, longest);
    }

    public Patience withAwaiting(Duration value) {
        return new Patience(sure, value, lingering, longest);
    }

    public Patience withLingering(Duration value) {
        return new Patience(sure, awaiting, value, longest);
    }

    public Patience withLongest(Duration value) {
        return new Patience(sure, awaiting, lingering, value);
    }
}
