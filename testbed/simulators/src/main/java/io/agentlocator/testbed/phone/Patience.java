package io.agentlocator.testbed.phone;

import java.time.Duration;

/**
 * How long a caller waits.
 *
 * @param sure silence of the agent after which the caller takes it to be the caller's turn
 * @param awaiting until the caller goes on although what was awaited has not come
 * @param lingering after the last line, until the caller hangs up
 * @param longest call before the caller hangs up
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
