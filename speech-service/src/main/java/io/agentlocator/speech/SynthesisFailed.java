package io.agentlocator.speech;

/** A voice could not speak. The message is the cause as logs tell it. */
public final class SynthesisFailed extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean recoverable;
    private final FailureKind kind;

    /** @param recoverable whether asking the same engine again may help: false for a refused credential or text */
    public SynthesisFailed(String cause, boolean recoverable) {
        super(cause);
        this.recoverable = recoverable;
        this.kind = recoverable ? FailureKind.UNAVAILABLE : FailureKind.REFUSED;
    }

    public SynthesisFailed(String cause, boolean recoverable, Throwable thrown) {
        super(cause, thrown);
        this.recoverable = recoverable;
        this.kind = recoverable ? FailureKind.UNAVAILABLE : FailureKind.REFUSED;
    }

    public SynthesisFailed(FailureKind kind, String cause) {
        super(cause);
        this.recoverable = kind.passing();
        this.kind = kind;
    }

    public SynthesisFailed(FailureKind kind, String cause, Throwable thrown) {
        super(cause, thrown);
        this.recoverable = kind.passing();
        this.kind = kind;
    }

    public boolean recoverable() {
        return recoverable;
    }

    public FailureKind kind() {
        return kind;
    }
}
