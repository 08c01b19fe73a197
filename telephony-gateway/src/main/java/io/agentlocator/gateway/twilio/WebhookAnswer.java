package io.agentlocator.gateway.twilio;

import org.jspecify.annotations.Nullable;

/** @param twiml null for an answer without a body */
record WebhookAnswer(int status, @Nullable String twiml) {

    static final WebhookAnswer NO_CONTENT = new WebhookAnswer(204, null);
    static final WebhookAnswer FORBIDDEN = new WebhookAnswer(403, null);

    static WebhookAnswer twiml(String document) {
        return new WebhookAnswer(200, document);
    }
}
