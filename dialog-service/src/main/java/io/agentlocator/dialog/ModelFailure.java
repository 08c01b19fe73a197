package io.agentlocator.dialog;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A language model did not answer. */
public final class ModelFailure extends Exception {

    private static final long serialVersionUID = 1;

    public enum Kind {
        /** Not in time: no first word, a pause, or too long in all. */
        TOO_SLOW,
        /** Too many requests, or overloaded. */
        BUSY,
        /** It will not take this request: model name, content, length. */
        REFUSED,
        /** The credentials are missing, wrong or withdrawn. */
        NOT_ALLOWED,
        UNREACHABLE,
        /** The answer ended before its end. */
        BROKEN_OFF,
        /** It answered nothing. */
        EMPTY
    }

    private final Kind kind;
    private final transient @Nullable Duration retryAfter;

    /** @param what for the log; never what was said */
    public ModelFailure(Kind kind, String what) {
        this(kind, what, null);
    }

    /** @param retryAfter for how long the vendor wants to be left alone */
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
