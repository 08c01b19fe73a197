package io.agentlocator.shell.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A producer with its outbox and its sending thread. The records that are not acknowledged, in the outbox or in the producer,
 * are bounded in bytes; beyond the bound new records are refused. Any thread may offer records; none waits.
 */
final class ProducerLane {

    private static final Logger LOG = Logger.getLogger(ProducerLane.class);

    /**
     * The heap that a record takes besides its strings and bytes: the record, its headers, the letter, its future, and its
     * entries in the outbox and in the map of waiting records. Measured with {@code OutboxBoundTest}.
     */
    static final int RECORD_OVERHEAD = 700;

    private static final int HEADER_OVERHEAD = 120;
    private static final int LOG_EVERY = 1000;

    private record Letter(
            ProducerRecord<String, byte[]> record, CompletableFuture<Void> acked, long offeredNanos, long bytes) {}

    private final String name;
    private final long mostBytes;
    private final boolean logsEach;
    private final BlockingQueue<Letter> outbox = new LinkedBlockingQueue<>();
    private final AtomicLong heldBytes = new AtomicLong();
    private final Producer<String, byte[]> producer;
    private final Thread sender;
    /** Kafka's own thread. Without it nothing is sent, and nothing else reports that. */
    private final @Nullable Thread network;

    private final Counter refused;
    private final Counter lost;
    private volatile boolean closing;
    /** Not yet acknowledged, in the order in which they were handed to the producer. */
    private final ConcurrentSkipListMap<Long, Letter> waiting = new ConcurrentSkipListMap<>();

    private final AtomicLong tickets = new AtomicLong();

    /**
     * @param mostBytes bound of all that is not acknowledged
     * @param logsEach whether each record that was given up is logged; otherwise one in {@value #LOG_EVERY}
     */
    ProducerLane(
            String name, long mostBytes, boolean logsEach, Producer<String, byte[]> producer, MeterRegistry metrics) {
        this.name = name;
        this.mostBytes = mostBytes;
        this.logsEach = logsEach;
        this.producer = producer;
        this.network = networkThread();
        // Zero from the start: an alert does not see a counter that appears with its first count as an increase.
        this.refused = metrics.counter("agentlocator.outbox.refused", "lane", name);
        this.lost = metrics.counter("agentlocator.events.lost", "lane", name);
        List<Tag> tags = List.of(Tag.of("lane", name));
        metrics.gauge("agentlocator.outbox.waiting", tags, outbox, BlockingQueue::size);
        metrics.gauge("agentlocator.outbox.bytes", tags, heldBytes, AtomicLong::get);
        this.sender = Thread.ofPlatform().name("publish-" + name).daemon().start(this::send);
    }

    /** A producer starts its thread in its constructor and names it so; the newest of that name is ours. */
    private @Nullable Thread networkThread() {
        Set<Thread> all = Thread.getAllStackTraces().keySet();
        return all.stream()
                .filter(thread -> thread.getName().startsWith("kafka-producer-network-thread")
                        && thread.getName().endsWith("-" + name))
                .max(Comparator.comparingLong(Thread::threadId))
                .orElse(null);
    }

    /** Whether both threads run, or were closed. */
    boolean well() {
        return closing || (sender.isAlive() && (network == null || network.isAlive()));
    }

    CompletionStage<Void> offer(ProducerRecord<String, byte[]> record) {
        long bytes = heapBytes(record);
        var letter = new Letter(record, new CompletableFuture<>(), System.nanoTime(), bytes);
        if (heldBytes.addAndGet(bytes) > mostBytes) {
            heldBytes.addAndGet(-bytes);
            refuse(letter);
        } else {
            outbox.add(letter);
        }
        return letter.acked;
    }

    private void refuse(Letter letter) {
        refused.increment();
        long soFar = (long) refused.count();
        if (soFar % LOG_EVERY == 1) {
            LOG.errorf(
                    "outbox full, event refused lane=%s topic=%s refused=%d held_bytes=%d",
                    name, letter.record.topic(), soFar, heldBytes.get());
        }
        letter.acked.completeExceptionally(new IllegalStateException("outbox full"));
    }

    /** The heap that a record takes, estimated from above. */
    static long heapBytes(ProducerRecord<String, byte[]> record) {
        long bytes = RECORD_OVERHEAD;
        bytes += record.key() == null ? 0 : 2L * record.key().length();
        bytes += record.value() == null ? 0 : record.value().length;
        for (Header header : record.headers()) {
            byte[] value = header.value();
            bytes += HEADER_OVERHEAD + (value == null ? 0 : value.length);
        }
        return bytes;
    }

    /** How long the oldest record that is not acknowledged has been waiting; zero when none waits. */
    Duration behind() {
        var first = waiting.firstEntry();
        Letter oldest = first == null ? outbox.peek() : first.getValue();
        return oldest == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - oldest.offeredNanos);
    }

    long heldBytes() {
        return heldBytes.get();
    }

    private void send() {
        while (!closing || !outbox.isEmpty()) {
            try {
                Letter letter = outbox.poll(200, TimeUnit.MILLISECONDS);
                if (letter != null) {
                    send(letter);
                }
            } catch (InterruptedException | InterruptException e) {
                return;
            }
        }
    }

    private void send(Letter letter) {
        long ticket = tickets.incrementAndGet();
        waiting.put(ticket, letter);
        while (true) {
            var leaderless = new AtomicReference<@Nullable TimeoutException>();
            try {
                producer.send(letter.record, (metadata, failure) -> {
                    // Called on this thread: the record was not queued, because the leader of its partition is unknown.
                    if (failure instanceof TimeoutException none && Thread.currentThread() == sender) {
                        leaderless.set(none);
                        return;
                    }
                    done(ticket, letter, failure);
                });
                TimeoutException none = leaderless.get();
                if (none == null) {
                    return;
                }
                // The record stays first; no other overtakes it.
                LOG.warnf("Kafka does not answer, events wait lane=%s waiting=%d", name, outbox.size() + 1);
                if (closing) {
                    done(ticket, letter, none);
                    return;
                }
            } catch (InterruptException e) {
                throw e;
            } catch (RuntimeException e) {
                done(ticket, letter, e);
                return;
            }
        }
    }

    private void done(long ticket, Letter letter, @Nullable Exception failure) {
        if (waiting.remove(ticket) == null) {
            return;
        }
        heldBytes.addAndGet(-letter.bytes);
        if (failure == null) {
            letter.acked.complete(null);
            return;
        }
        lost.increment();
        if (logsEach || (long) lost.count() % LOG_EVERY == 1) {
            LOG.errorf(
                    "event not written lane=%s topic=%s retriable=%b cause=%s",
                    name, letter.record.topic(), failure instanceof RetriableException, failure.toString());
        }
        letter.acked.completeExceptionally(failure);
    }

    void close() {
        closing = true;
        try {
            sender.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.interrupt();
        producer.close(Duration.ofSeconds(3));
    }
}
