package io.agentlocator.speech;

/** A voice could not speak. The message is the cause as logs tell it. */
public final class SynthesisFailed extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean recoverable;

    /** @param recoverable whether asking the same engine again may help: false for a refused credential or text */
    public SynthesisFailed(String cause, boolean recoverable) {
        super(cause);
        this.recoverable = recoverable;
    }

    public SynthesisFailed(String cause, boolean recoverable, Throwable thrown) {
        super(cause, thrown);
        this.recoverable = recoverable;
    }

    public boolean recoverable() {
        return recoverable;
    }
}
