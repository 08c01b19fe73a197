package io.agentlocator.crm.rest;

/** A request that is answered with an HTTP error status and one sentence. */
final class RequestRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    RequestRefused(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
