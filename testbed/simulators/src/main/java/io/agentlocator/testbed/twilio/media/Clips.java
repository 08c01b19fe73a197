package io.agentlocator.testbed.twilio.media;

import io.agentlocator.testbed.sound.DecodedClip;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Decodes the files of Play off the event loop, and caches the last ones: every call plays the same greeting. */
public final class Clips {
    private static final int REMEMBERED = 64;

    private final Vertx vertx;
    private final Map<ByteBuffer, DecodedClip> decoded = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, DecodedClip> eldest) {
            return size() > REMEMBERED;
        }
    };

    public Clips(Vertx vertx) {
        this.vertx = vertx;
    }

    public Future<DecodedClip> clip(byte[] file, String contentType) {
        DecodedClip known = decoded.get(ByteBuffer.wrap(file));
        if (known != null) return Future.succeededFuture(known);
        Promise<DecodedClip> promise = Promise.promise();
        vertx.executeBlocking(() -> DecodedClip.of(file, contentType), false)
                .onSuccess(clip -> {
                    decoded.put(ByteBuffer.wrap(file), clip);
                    promise.complete(clip);
                })
                .onFailure(promise::fail);
        return promise.future();
    }
}
