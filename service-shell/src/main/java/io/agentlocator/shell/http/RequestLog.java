package io.agentlocator.shell.http;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** {@code REQ} and {@code RES} around every request, whoever answers it. Paths only: queries may hold personal data. */
@ApplicationScoped
public class RequestLog {

    private static final Logger LOG = Logger.getLogger("io.agentlocator.request");

    void watch(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            var request = context.request();
            String path = Objects.requireNonNullElse(request.path(), "");
            boolean probe = path.startsWith("/q/") || path.equals("/healthz");
            Logger.Level level = probe ? Logger.Level.DEBUG : Logger.Level.INFO;
            long began = System.nanoTime();
            LOG.logf(level, "REQ method=%s path=%s", request.method(), path);
            context.addEndHandler(ended -> LOG.logf(
                    level,
                    "RES method=%s path=%s status=%d ms=%d",
                    request.method(),
                    path,
                    context.response().getStatusCode(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)));
            context.next();
        });
    }
}
