package io.agentlocator.speech.roles;

import io.agentlocator.shell.breaker.Breaker;

/** An engine did not do its work. Logs and events quote the message, so it must not contain a caller's words. */
public final class EngineFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final FailureKind kind;

    public EngineFailure(FailureKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public EngineFailure(FailureKind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public FailureKind kind() {
        return kind;
    }

    /** See {@link FailureKind#recoverable()}. */
    public boolean recoverable() {
        return kind.recoverable();
    }

    /** Reports this failure as the result of an attempt. */
    public void report(Breaker.Attempt attempt) {
        kind.report(attempt, reason());
    }

    /** The message; never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
