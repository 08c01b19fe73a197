package io.agentlocator.testbed.google;

import io.grpc.Status;
import java.time.Duration;

/** A fault that the next calls of a method suffer. */
public sealed interface Fault {

    /** The methods that can be made to fail. */
    enum Method {
        STREAMING_RECOGNIZE,
        RECOGNIZE,
        STREAMING_SYNTHESIZE,
        SYNTHESIZE
    }

    /** Every response is delayed by this much. */
    record Slow(Duration by) implements Fault {}

    /**
     * The call ends with an error.
     *
     * @param after how much sound was received or sent before the error; zero fails at once
     */
    record Fails(Status.Code code, String message, Duration after) implements Fault {

        public static Fails unavailable() {
            return new Fails(Status.Code.UNAVAILABLE, "The service is currently unavailable.", Duration.ZERO);
        }

        public static Fails aborted(Duration after) {
            return new Fails(Status.Code.ABORTED, "Stream timed out after receiving no more client requests.", after);
        }
    }

    /** The simulator reads all requests and never responds. */
    record HalfOpen() implements Fault {}

    /** Recognition sends interim results, and final ones only after the client closes the stream. */
    record NoFinals() implements Fault {}

    /** Recognition recognises nothing; the call itself succeeds. */
    record Deaf() implements Fault {}

    /** Synthesis succeeds with digital silence of the right length. */
    record Silent() implements Fault {}

    /** Synthesis succeeds without any sound. */
    record Empty() implements Fault {}
}
