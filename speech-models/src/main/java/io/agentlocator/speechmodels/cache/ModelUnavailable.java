package io.agentlocator.speechmodels.cache;

import java.io.IOException;

/** A model could not be fetched; the message says what to do about it. */
public final class ModelUnavailable extends IOException {

    private static final long serialVersionUID = 1L;

    ModelUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
