package io.agentlocator.shell.kafka;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * The threads that this service cannot work without: those that publish and those that read the call log. When one ends
 * without being closed, all calls are lost from then on although the process seems healthy. So the process exits, and the
 * platform starts it again. Safe for all threads.
 */
@ApplicationScoped
public class VitalThreads {

    private static final Logger LOG = Logger.getLogger(VitalThreads.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final Map<String, BooleanSupplier> watched = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** @param well whether the thread runs, or was closed */
    public void watch(String name, BooleanSupplier well) {
        watched.merge(name, well, (one, other) -> () -> one.getAsBoolean() && other.getAsBoolean());
    }

    /** The names of those that ended without being closed. */
    public List<String> ended() {
        return watched.entrySet().stream()
                .filter(each -> !each.getValue().getAsBoolean())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    void begin(@Observes StartupEvent starting) {
        Thread.ofPlatform().name("vital-threads").daemon().start(() -> watchUntilStopped(VitalThreads::endProcess));
    }

    void end(@Observes ShutdownEvent stopping) {
        this.stopping = true;
    }

    /** @param endProcess called once, with the names, when the first one has ended */
    void watchUntilStopped(java.util.function.Consumer<List<String>> endProcess) {
        while (!stopping) {
            try {
                List<String> ended = ended();
                if (!ended.isEmpty() && !stopping) {
                    endProcess.accept(ended);
                    return;
                }
                Thread.sleep(EVERY);
            } catch (InterruptedException e) {
                return;
            } catch (OutOfMemoryError e) {
                // This thread must not end; it checks again.
            }
        }
    }

    /** Shuts down in order where that is possible, so that waiting events are sent. */
    private static void endProcess(List<String> ended) {
        Thread.ofPlatform().name("halt").daemon().start(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(CLOSING.toNanos());
            } catch (InterruptedException e) {
                LOG.debug("halts at once");
            }
            Runtime.getRuntime().halt(1);
        });
        LOG.errorf("the process ends: a thread that it cannot do without has ended threads=%s", ended);
        Quarkus.asyncExit(1);
    }
}
