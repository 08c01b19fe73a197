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
 * Ready only when each {@link WarmUpCall} of the service went well once. They are held when the server listens, one after
 * the other, again and again until they do.
 *
 * <p>A service that hears of calls by Kafka alone has none here: no readiness keeps a consumer from its group, so it warms
 * up before it joins.
 */
@Readiness
@ApplicationScoped
public class WarmUp implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final Duration AGAIN_WHEN_WANTING = Duration.ofMillis(250);
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
                while (!held(call)) {
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

    private boolean held(WarmUpCall call) throws InterruptedException {
        Duration pause = AGAIN_AFTER_FAILURE;
        try {
            String wanting = call.hold();
            if (wanting == null) {
                return true;
            }
            say(Logger.Level.INFO, wanting);
            pause = AGAIN_WHEN_WANTING;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            say(Logger.Level.WARN, e.toString());
        }
        closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        return false;
    }

    /** Once, however often it is the same. */
    private void say(Logger.Level level, String what) {
        if (!what.equals(state)) {
            LOG.logf(level, "warm-up call not held yet cause=%s", what);
            state = what;
        }
    }
}
