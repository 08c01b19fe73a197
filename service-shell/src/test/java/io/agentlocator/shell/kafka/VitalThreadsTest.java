package io.agentlocator.shell.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class VitalThreadsTest {

    private final VitalThreads threads = new VitalThreads();
    private final ThreadsAlive liveness = new ThreadsAlive(threads);

    @Test
    void aThreadThatEndsIsNamedAndEndsTheProcess() throws Exception {
        var mayEnd = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        threads.watch("publish-events", thread::isAlive);
        threads.watch("other", () -> true);
        var ended = new CompletableFuture<List<String>>();
        Thread watcher = Thread.ofPlatform().start(() -> threads.watchUntilStopped(ended::complete));
        assertThat(liveness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(ended).isNotDone();
        mayEnd.countDown();
        assertThat(ended.get(10, TimeUnit.SECONDS)).containsExactly("publish-events");
        watcher.join();
        HealthCheckResponse dead = liveness.call();
        assertThat(dead.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(dead.getData().orElseThrow()).containsEntry("ended", "publish-events");
    }

    @Test
    void twoOfOneNameAreBothWatched() {
        threads.watch("call-log", () -> false);
        threads.watch("call-log", () -> true);
        assertThat(threads.ended()).containsExactly("call-log");
    }

    /** A log whose reader fails with an error, not an exception: its thread is gone. */
    @Test
    void theLogsThreadIsNoLongerWellOnceItHasEnded() throws Exception {
        var consumer = new MockConsumer<String, byte[]>("earliest");
        var log = new CallLog(
                Set.of(Topic.CALLS),
                CallLog.Scope.everything(),
                Duration.ofMinutes(1),
                new FailingReader(),
                consumer,
                record -> Optional.empty());
        threads.watch("call-log", log::well);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (threads.ended().isEmpty() && System.nanoTime() < until) {
            Thread.sleep(10);
        }
        assertThat(threads.ended()).containsExactly("call-log");
        log.close();
        assertThat(threads.ended()).as("closed in good order").isEmpty();
    }

    private static final class FailingReader implements CallLog.Reader {
        @Override
        public void replay(int partition, List<ReceivedEvent> past) {}

        @Override
        public void live(ReceivedEvent event) {}

        @Override
        public void revoked(int partition) {}

        @Override
        public void tick() {
            throw new OutOfMemoryError("planted");
        }
    }
}
