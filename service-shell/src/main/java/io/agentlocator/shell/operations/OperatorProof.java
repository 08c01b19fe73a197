package io.agentlocator.shell.operations;

import org.jspecify.annotations.Nullable;

/** Verifies that an operator has sent a request, by its signature. */
public interface OperatorProof {

    /**
     * @param pathAndQuery exactly as they were sent, raw
     * @param signature the value of {@code X-Twilio-Signature}; null where there is none
     */
    boolean proves(String pathAndQuery, @Nullable String signature);
}
