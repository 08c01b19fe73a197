package io.agentlocator.dialog;

/** A language model did not answer. */
public final class ModelFailure extends Exception {

    private static final long serialVersionUID = 1;

    public enum Kind {
        /** Not in time: no first word, a pause, or too long in all. */
        TOO_SLOW,
        /** Too many requests, or overloaded. */
        BUSY,
        /** It will not take this request: credentials, model name, content. */
        REFUSED,
        UNREACHABLE,
        /** The answer ended before its end. */
        BROKEN_OFF,
        /** It answered nothing. */
        EMPTY
    }

    private final Kind kind;

    /** @param what for the log; never what was said */
    public ModelFailure(Kind kind, String what) {
        super(kind + ": " + what);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
