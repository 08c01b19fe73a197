package io.agentlocator.testbed.google;

import io.grpc.Status;
import java.time.Duration;

/** What may go wrong with one call of a method. */
public sealed interface Fault {

    /** The methods that can be made to fail. */
    enum Method {
        STREAMING_RECOGNIZE,
        RECOGNIZE,
        STREAMING_SYNTHESIZE,
        SYNTHESIZE
    }

    /** Every answer comes so much later. */
    record Slow(Duration by) implements Fault {}

    /**
     * The call ends with an error.
     *
     * @param after so much sound was taken or given; zero: at once
     */
    record Fails(Status.Code code, String message, Duration after) implements Fault {

        public static Fails unavailable() {
            return new Fails(Status.Code.UNAVAILABLE, "The service is currently unavailable.", Duration.ZERO);
        }

        public static Fails aborted(Duration after) {
            return new Fails(Status.Code.ABORTED, "Stream timed out after receiving no more client requests.", after);
        }
    }

    /** Everything is taken and nothing is ever answered. */
    record HalfOpen() implements Fault {}

    /** Recognition that gives interim words but no final ones until the stream is closed by the client. */
    record NoFinals() implements Fault {}

    /** Recognition that hears nothing at all, in a call that looks well. */
    record Deaf() implements Fault {}

    /** Synthesis that answers well with digital silence of the right length. */
    record Silent() implements Fault {}

    /** Synthesis that answers well with nothing. */
    record Empty() implements Fault {}
}
