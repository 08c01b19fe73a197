package io.agentlocator.dialog;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A language model did not answer. */
public final class ModelFailure extends Exception {

    private static final long serialVersionUID = 1;

    public enum Kind {
        /** Too late: no first word, a pause within the answer, or the whole. */
        TOO_SLOW,
        /** Too many requests, or overloaded. */
        BUSY,
        /** The vendor rejects this request: model name, content, length. */
        REFUSED,
        /** The credentials are missing, wrong or revoked. */
        NOT_ALLOWED,
        UNREACHABLE,
        /** The answer stopped before its end. */
        BROKEN_OFF,
        /** The answer has no words. */
        EMPTY
    }

    private final Kind kind;
    private final transient @Nullable Duration retryAfter;

    /** @param what for the log; no words of the caller or the agent */
    public ModelFailure(Kind kind, String what) {
        this(kind, what, null);
    }

    /** @param retryAfter for how long the vendor wants no request; null where it does not say */
    public ModelFailure(Kind kind, String what, @Nullable Duration retryAfter) {
        super(kind + ": " + what);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
