package io.agentlocator.speech;

/** A recogniser could not do its work. The message is the cause as logs and events tell it: no words of a caller in it. */
public final class RecognitionTrouble extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean recoverable;
    private final FailureKind kind;

    /** @param recoverable whether the same engine may succeed with the next piece of sound: false for a refused credential */
    public RecognitionTrouble(String cause, boolean recoverable) {
        super(cause);
        this.recoverable = recoverable;
        this.kind = recoverable ? FailureKind.UNAVAILABLE : FailureKind.REFUSED;
    }

    public RecognitionTrouble(String cause, boolean recoverable, Throwable thrown) {
        super(cause, thrown);
        this.recoverable = recoverable;
        this.kind = recoverable ? FailureKind.UNAVAILABLE : FailureKind.REFUSED;
    }

    public RecognitionTrouble(FailureKind kind, String cause) {
        super(cause);
        this.recoverable = kind != FailureKind.CREDENTIALS;
        this.kind = kind;
    }

    public RecognitionTrouble(FailureKind kind, String cause, Throwable thrown) {
        super(cause, thrown);
        this.recoverable = kind != FailureKind.CREDENTIALS;
        this.kind = kind;
    }

    public boolean recoverable() {
        return recoverable;
    }

    public FailureKind kind() {
        return kind;
    }
}
