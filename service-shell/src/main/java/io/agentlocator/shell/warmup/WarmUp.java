package io.agentlocator.shell.warmup;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready when each {@link WarmUpCall} of the service has succeeded once. They run when the HTTP server listens, one after the
 * other, and each is repeated until it succeeds.
 *
 * <p>A service that receives calls by Kafka only has no warm-up call here: readiness does not keep a consumer from joining
 * its group, so such a service warms up before it joins.
 */
@Readiness
@ApplicationScoped
public class WarmUp implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final Duration AGAIN_WHEN_WAITING = Duration.ofMillis(250);
    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(2);

    private final List<WarmUpCall> calls;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String state = "not yet";
    private volatile boolean warm;

    @Inject
    public WarmUp(@All List<WarmUpCall> calls) {
        this.calls = calls;
        this.warm = calls.isEmpty();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("warm-up")
                .status(warm)
                .withData("state", warm ? "ok" : state)
                .build();
    }

    void listening(@ObservesAsync HttpServerStart started) {
        Thread.ofVirtual().name("warm-up").start(this::run);
    }

    void stop(@Observes ShutdownEvent stopping) {
        closing.countDown();
    }

    void run() {
        long began = System.nanoTime();
        try {
            for (WarmUpCall call : calls) {
                while (!succeeded(call)) {
                    if (closing.getCount() == 0) {
                        return;
                    }
                }
            }
            warm = true;
            if (!calls.isEmpty()) {
                LOG.infof(
                        "warm-up call held took_ms=%d",
                        Duration.ofNanos(System.nanoTime() - began).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean succeeded(WarmUpCall call) throws InterruptedException {
        Duration pause = AGAIN_AFTER_FAILURE;
        try {
            String waitsFor = call.hold();
            if (waitsFor == null) {
                return true;
            }
            log(Logger.Level.INFO, waitsFor);
            pause = AGAIN_WHEN_WAITING;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            log(Logger.Level.WARN, e.toString());
        }
        closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        return false;
    }

    /** Logs the same cause once only. */
    private void log(Logger.Level level, String what) {
        if (!what.equals(state)) {
            LOG.logf(level, "warm-up call not held yet cause=%s", what);
            state = what;
        }
    }
}
