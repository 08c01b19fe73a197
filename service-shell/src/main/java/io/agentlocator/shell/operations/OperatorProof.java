package io.agentlocator.shell.operations;

import org.jspecify.annotations.Nullable;

/** Knows an operator by the signature of the request. */
public interface OperatorProof {

    /**
     * @param pathAndQuery exactly as they were sent, raw
     * @param signature the value of {@code X-Twilio-Signature}; null where there is none
     */
    boolean proves(String pathAndQuery, @Nullable String signature);
}
