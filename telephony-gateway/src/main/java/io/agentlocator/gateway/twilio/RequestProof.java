package io.agentlocator.gateway.twilio;

/** What the log lines of the current request depend on. Called on the thread that answers it. */
public interface RequestProof {

    /** The sender of the request was verified. */
    void proven();

    /** Whether one more line that a stranger causes is logged; called for each line. */
    boolean strangersLogged();
}
