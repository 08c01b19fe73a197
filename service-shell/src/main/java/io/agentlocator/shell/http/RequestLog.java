package io.agentlocator.shell.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/** {@code REQ} and {@code RES} around every request, whoever answers it. Paths only: queries may hold personal data. */
@ApplicationScoped
public class RequestLog {

    private static final Logger LOG = Logger.getLogger("io.agentlocator.request");
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int LOOKS = 250;
    private static final long LOOK_EVERY_MILLIS = 20;

    private final Vertx vertx;

    @Inject
    public RequestLog(Vertx vertx) {
        this.vertx = vertx;
    }

    void watch(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            var request = context.request();
            String path = Objects.requireNonNullElse(request.path(), "");
            boolean probe = path.startsWith("/q/") || path.equals("/healthz");
            Logger.Level level = probe ? Logger.Level.DEBUG : Logger.Level.INFO;
            long began = System.nanoTime();
            LOG.logf(level, "REQ method=%s path=%s", request.method(), path);
            IntConsumer answered = status -> LOG.logf(
                    level,
                    "RES method=%s path=%s status=%d ms=%d",
                    request.method(),
                    path,
                    status,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
            context.addEndHandler(ended -> answered.accept(context.response().getStatusCode()));
            context.next();
            if (request.headers().contains(HttpHeaders.UPGRADE, "websocket", true)) {
                awaitUpgrade(context.response(), answered, LOOKS);
            }
        });
    }

    /** A response that becomes a socket never ends, so no handler is told of it: it is looked at until it is one. */
    private void awaitUpgrade(HttpServerResponse response, IntConsumer answered, int looks) {
        if (response.getStatusCode() == SWITCHING_PROTOCOLS) {
            answered.accept(SWITCHING_PROTOCOLS);
        } else if (looks > 0 && !response.ended()) {
            vertx.setTimer(LOOK_EVERY_MILLIS, over -> awaitUpgrade(response, answered, looks - 1));
        }
    }
}
