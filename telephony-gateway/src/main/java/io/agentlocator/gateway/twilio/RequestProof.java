package io.agentlocator.gateway.twilio;

/** Says of the request that is being answered on this thread what its log lines depend on. */
public interface RequestProof {

    /** Its sender has proved who he is. */
    void proven();

    /** Whether one more line that a stranger causes is to be logged; asked for each. */
    boolean strangersLogged();
}
