package io.agentlocator.gonogo;

/** The deployment gave no answer. */
final class Unreachable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreachable(String what, Throwable cause) {
        super(what, cause);
    }
}
