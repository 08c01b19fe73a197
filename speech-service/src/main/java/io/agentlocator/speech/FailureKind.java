package io.agentlocator.speech;

/** Why an engine did not do its work, as far as it matters for what is done next. */
public enum FailureKind {
    /** No answer within the bound. */
    TIMEOUT(true),
    /** Weather: a broken connection, an error of the vendor's own. */
    UNAVAILABLE(true),
    /** It answered well, and gave nothing that can be heard or read. */
    EMPTY(true),
    /** More was asked than the vendor allows. */
    QUOTA(false),
    /** More was asked than we allow ourselves to ask. The engine is well. */
    BUSY(false),
    /** The request was refused as it is: the engine will refuse it again. */
    REFUSED(false),
    /** Nobody is let in with this credential. */
    CREDENTIALS(false);

    private final boolean passing;

    FailureKind(boolean passing) {
        this.passing = passing;
    }

    /** Whether the same question may be answered a moment later. */
    public boolean passing() {
        return passing;
    }

    /** Whether it says something about the engine's health. */
    public boolean blamesEngine() {
        return this != BUSY;
    }
}
