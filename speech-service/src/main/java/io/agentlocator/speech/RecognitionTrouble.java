package io.agentlocator.speech;

/** A recogniser could not do its work. The message is the cause as logs and events tell it: no words of a caller in it. */
public final class RecognitionTrouble extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean recoverable;

    /** @param recoverable whether the same engine may succeed with the next piece of sound: false for a refused credential */
    public RecognitionTrouble(String cause, boolean recoverable) {
        super(cause);
        this.recoverable = recoverable;
    }

    public RecognitionTrouble(String cause, boolean recoverable, Throwable thrown) {
        super(cause, thrown);
        this.recoverable = recoverable;
    }

    public boolean recoverable() {
        return recoverable;
    }
}
