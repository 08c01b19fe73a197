package io.agentlocator.watchdog;

/** Changes a live call from outside its media stream. Blocks for a few seconds at most. Thread-safe. */
public interface Rescue {

    /** Redirects the call to a document that asks for a message and records it. */
    Result redirect(String callSid);

    Result hangUp(String callSid);

    sealed interface Result {

        record Done() implements Result {}

        /** The call had ended before. */
        record CallOver() implements Result {}

        /** @param cause for people; without secrets */
        record Failed(String cause) implements Result {}
    }
}
