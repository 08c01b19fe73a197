package io.agentlocator.testbed.twilio;

import java.time.Duration;

/** The person at a number that Dial calls. */
public sealed interface Person {

    /**
     * Answers, talks, and hangs up.
     *
     * @param after how long it rings first
     * @param sound μ-law that the caller hears from then on
     * @param stays from answering to hanging up
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answers(Duration after, byte[] sound, Duration stays) implements Person {}

    record Busy(Duration after) implements Person {}

    record DoesNotAnswer() implements Person {}

    /** The number cannot be reached at all. */
    record Unreachable() implements Person {}
}
