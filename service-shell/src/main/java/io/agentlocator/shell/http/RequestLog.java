package io.agentlocator.shell.http;

import io.agentlocator.shell.LineBudget;
import io.agentlocator.shell.UntrustedText;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/**
 * Logs {@code REQ} and {@code RES} for every request. Logs paths only: queries may hold personal data.
 *
 * <p>Anybody may send requests. Those of strangers are logged within a {@link LineBudget} and never published. Verified
 * requests are always logged and published; where the budget is used up, both lines are logged at the end.
 */
@ApplicationScoped
public class RequestLog {

    private static final Logger LOG = Logger.getLogger("io.agentlocator.request");
    private static final String PROVEN = RequestLog.class.getName() + ".proven";
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int LOOKS = 250;
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final int LONGEST_METHOD = 20;

    private final Vertx vertx;
    private final LineBudget budget;
    private final ProvenRequests proven;

    @Inject
    public RequestLog(Vertx vertx, LineBudget budget, ProvenRequests proven) {
        this.vertx = vertx;
        this.budget = budget;
        this.proven = proven;
    }

    /** The sender of this request was verified. */
    public static void prove(RoutingContext request) {
        request.put(PROVEN, true);
    }

    void watch(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            IntConsumer answered = begin(context);
            context.addEndHandler(ended -> answered.accept(context.response().getStatusCode()));
            context.next();
            if (context.request().headers().contains(HttpHeaders.UPGRADE, "websocket", true)) {
                awaitUpgrade(context.response(), answered, LOOKS);
            }
        });
    }

    /** @return to be called with the status */
    private IntConsumer begin(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = Objects.requireNonNullElse(request.path(), "");
        long began = System.nanoTime();
        if (path.startsWith("/q/") || path.equals("/healthz")) {
            LOG.debugf("REQ method=%s path=%s", request.method(), path);
            return status -> LOG.debugf("RES method=%s path=%s status=%d", request.method(), path, status);
        }
        Instant at = Instant.now();
        boolean room = budget.take();
        if (room) {
            LOG.info(req(request, path));
        }
        return status -> {
            boolean isProven = Boolean.TRUE.equals(context.get(PROVEN));
            if (!room && !isProven) {
                budget.missed();
                return;
            }
            String req = req(request, path);
            String res = "RES method=" + method(request) + " path=" + UntrustedText.inLog(path) + " status=" + status
                    + " ms=" + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            if (!room) {
                LOG.info(req);
            }
            LOG.info(res);
            if (isProven) {
                if (room) {
                    budget.giveBack();
                }
                proven.logged(at, req);
                proven.logged(Instant.now(), res);
            }
        };
    }

    private static String req(HttpServerRequest request, String path) {
        return "REQ method=" + method(request) + " path=" + UntrustedText.inLog(path);
    }

    private static String method(HttpServerRequest request) {
        return UntrustedText.inLog(request.method().name(), LONGEST_METHOD);
    }

    /** A response that becomes a WebSocket never ends, so no end handler is called. Its status is polled instead. */
    private void awaitUpgrade(HttpServerResponse response, IntConsumer answered, int looks) {
        if (response.getStatusCode() == SWITCHING_PROTOCOLS) {
            answered.accept(SWITCHING_PROTOCOLS);
        } else if (looks > 0 && !response.ended()) {
            vertx.setTimer(LOOK_EVERY_MILLIS, over -> awaitUpgrade(response, answered, looks - 1));
        }
    }
}
