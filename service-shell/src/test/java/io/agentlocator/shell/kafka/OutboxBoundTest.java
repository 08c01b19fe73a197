package io.agentlocator.shell.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Call;
import io.agentlocator.events.Event;
import io.agentlocator.events.EventCodec;
import io.agentlocator.events.LogLine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The outbox filled to its bound, under the heap of the smallest service. */
class OutboxBoundTest {

    private static final String SMALLEST_HEAP = "-Xmx192m";

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void aFullOutboxFitsTheHeapThatTheGatewayShipsWith(String records) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        SMALLEST_HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Filled.class.getName(),
                        records)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output).contains("fits");
    }

    @Test
    void anErrorOfMemoryEndsTheProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx16m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Exhausted.class.getName())
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
    }

    /** Runs in a process of its own. */
    static final class Exhausted {
        public static void main(String[] args) throws Exception {
            Thread.ofPlatform().name("call-log").start(() -> {
                var past = new ArrayList<byte[]>();
                while (past.size() < Integer.MAX_VALUE) {
                    past.add(new byte[1 << 20]);
                }
            });
            Thread.sleep(30_000);
        }
    }

    /** Runs in a process of its own. */
    static final class Filled {
        public static void main(String[] args) throws Exception {
            java.util.logging.LogManager.getLogManager().reset();
            long bound = EventPublisher.shareOfHeap();
            var metrics = new SimpleMeterRegistry();
            // No broker is there, and no record is ever given up.
            Map<String, Object> settings = Map.of(
                    "bootstrap.servers",
                    "127.0.0.1:1",
                    "buffer.memory",
                    8L << 20,
                    "max.block.ms",
                    2_000,
                    "client.id",
                    "test-events");
            var lane = new ProducerLane(
                    "events",
                    bound,
                    true,
                    new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()),
                    metrics);
            long before = used();
            var codec = new EventCodec("telephony-gateway");
            int taken = 0;
            while (metrics.counter("agentlocator.outbox.refused", "lane", "events")
                            .count()
                    == 0) {
                lane.offer(codec.encode(event(args[0], taken), Instant.now(), null));
                taken++;
            }
            long held = lane.heldBytes();
            long real = used() - before;
            System.out.printf(
                    "records=%d bound=%d held=%d real=%d a_record=%d waiting=%s%n",
                    taken, bound, held, real, real / taken, lane.behind());
            boolean fits = held <= bound && held > bound * 9 / 10 && real <= bound * 5 / 4;
            System.out.println(fits && lane.behind().compareTo(Duration.ZERO) > 0 ? "fits" : "does not fit");
            Runtime.getRuntime().halt(fits ? 0 : 1);
        }

        private static Event event(String kind, int number) {
            String sid = "CA%032d".formatted(number);
            return kind.equals("small")
                    ? new Call.Answered(sid)
                    : new LogLine.Written(
                            sid, sid, "telephony-gateway", "0", Instant.now(), "REQ", "x".repeat(10_000) + number);
        }

        private static long used() throws InterruptedException {
            for (int i = 0; i < 3; i++) {
                System.gc();
                Thread.sleep(50);
            }
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }

    /** What does not fit is the newest; what was taken before stays. */
    @Test
    void theNewestIsRefusedAndCounted() {
        var metrics = new SimpleMeterRegistry();
        var producer = new org.apache.kafka.clients.producer.MockProducer<>(
                false, null, new StringSerializer(), new ByteArraySerializer());
        var record = new EventCodec("telephony-gateway").encode(new Call.Answered("CA1"), Instant.now(), null);
        long each = ProducerLane.heapBytes(record);
        var lane = new ProducerLane("operators", 3 * each, false, producer, metrics);
        List<Boolean> refused = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            refused.add(lane.offer(record).toCompletableFuture().isCompletedExceptionally());
        }
        assertThat(refused).containsExactly(false, false, false, true, true);
        assertThat(metrics.counter("agentlocator.outbox.refused", "lane", "operators")
                        .count())
                .isEqualTo(2);
        while (producer.history().size() < 3) {
            Thread.onSpinWait();
        }
        while (producer.completeNext()) {
            Thread.onSpinWait();
        }
        assertThat(lane.heldBytes()).isZero();
        assertThat(lane.offer(record).toCompletableFuture()).isNotCompletedExceptionally();
        lane.close();
    }
}
