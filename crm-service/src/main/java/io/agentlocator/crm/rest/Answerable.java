package io.agentlocator.crm.rest;

/** A question that is answered with an HTTP status and a sentence. */
final class Answerable extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    Answerable(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
