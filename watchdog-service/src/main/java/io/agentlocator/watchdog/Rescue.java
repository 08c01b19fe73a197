package io.agentlocator.watchdog;

/** Takes hold of a live call from outside its media. Blocks, at most a few seconds; safe for use by many threads. */
public interface Rescue {

    /** Asks the caller to leave a message. */
    Result redirect(String callSid);

    Result hangUp(String callSid);

    sealed interface Result {

        record Done() implements Result {}

        /** There was nothing left to save. */
        record CallOver() implements Result {}

        /** @param cause for people; without secrets */
        record Failed(String cause) implements Result {}
    }
}
