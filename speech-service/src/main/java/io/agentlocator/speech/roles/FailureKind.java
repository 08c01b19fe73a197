package io.agentlocator.speech.roles;

import io.agentlocator.shell.breaker.Breaker;

/** Why an engine failed. The kind alone decides what is tried next. */
public enum FailureKind {
    /** No answer within the time limit. */
    TIMEOUT(Retry.SAME_REQUEST),
    /** A transient fault: a broken connection, an internal error of the vendor. */
    UNAVAILABLE(Retry.SAME_REQUEST),
    /** The engine answered without an error, but with no words or no audible sound. */
    EMPTY(Retry.SAME_REQUEST),
    /** The vendor's quota is used up. */
    QUOTA(Retry.LATER_REQUEST),
    /** Our own limit is reached. The engine is healthy. */
    BUSY(Retry.LATER_REQUEST),
    /** The engine rejects this request and would reject it again; it may accept another one. */
    REFUSED(Retry.LATER_REQUEST),
    /** The credential is rejected. */
    CREDENTIALS(Retry.NEVER),
    /** No engine is left to ask. */
    NO_ENGINE(Retry.NEVER);

    private enum Retry {
        SAME_REQUEST,
        LATER_REQUEST,
        NEVER
    }

    private final Retry retry;

    FailureKind(Retry retry) {
        this.retry = retry;
    }

    /** Whether the same request to the same engine may succeed a moment later. */
    public boolean retryable() {
        return retry == Retry.SAME_REQUEST;
    }

    /** Whether a later request to the same engine may succeed without a change of its configuration. */
    public boolean recoverable() {
        return retry != Retry.NEVER;
    }

    /** Whether the failure counts against the engine's health. */
    public boolean blamesEngine() {
        return this != BUSY;
    }

    /** Reports a failure of this kind as the result of an attempt. */
    public void report(Breaker.Attempt attempt, String cause) {
        if (!blamesEngine()) {
            attempt.abandoned();
        } else if (recoverable()) {
            attempt.failed(cause);
        } else {
            attempt.refused(cause);
        }
    }
}
