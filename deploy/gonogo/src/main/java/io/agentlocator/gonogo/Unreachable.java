package io.agentlocator.gonogo;

/** The deployment gave no answer. */
final class Unreachable extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Words words;

    Unreachable(Words words, Throwable cause) {
        super(words.toString(), cause);
        this.words = words;
    }

    Words words() {
        return words;
    }
}
