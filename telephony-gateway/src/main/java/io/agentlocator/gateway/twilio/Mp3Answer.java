package io.agentlocator.gateway.twilio;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Sends an MP3 file from memory; to HEAD the headers only. */
public final class Mp3Answer {

    private Mp3Answer() {}

    /** @param cacheControl who may keep it, and for how long */
    public static void send(RoutingContext context, byte[] mp3, String cacheControl) {
        context.response()
                .putHeader("Content-Type", "audio/mpeg")
                .putHeader("Cache-Control", cacheControl)
                .putHeader("Content-Length", Integer.toString(mp3.length));
        if (context.request().method().equals(HttpMethod.HEAD)) {
            context.response().end();
        } else {
            context.response().end(Buffer.buffer(mp3));
        }
    }
}
