package io.agentlocator.shell.kafka;

import io.agentlocator.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads the end of some topics, all partitions, and all later records. Each record is passed on as it is read and none is
 * collected; the past is bounded in records. For readers whose state does not depend on the order between topics; others use
 * {@link CallLog}. Nothing is committed: the end is read again at every start.
 */
public final class TailReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TailReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration NEW_PARTITIONS_EVERY = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Called on the reader's thread only. An exception is logged, and the record is skipped. */
    public interface Reader {

        void read(ConsumerRecord<String, byte[]> record);

        /** Called about twice a second, even when no record comes. */
        default void tick() {}
    }

    /**
     * How much of a topic's past is read.
     *
     * @param mostRecords of each partition, counted from its end
     * @param mostAge older records are not read
     * @param pause between two polls while the past is read, so that other work gets the processor first
     */
    public record Past(long mostRecords, Duration mostAge, Duration pause) {}

    private final Set<String> topics;
    private final Past past;
    private final Reader reader;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Thread thread;
    /** The end of each partition when it was first read. */
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    /** The next offset of each partition, for when the consumer has to be opened again. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private volatile boolean closing;
    private volatile boolean caughtUp;

    TailReader(Set<Topic> topics, Past past, Reader reader, Supplier<Consumer<String, byte[]>> consumers) {
        this.topics = topics.stream().map(Topic::topicName).collect(Collectors.toCollection(TreeSet::new));
        this.past = past;
        this.reader = reader;
        this.consumers = consumers;
        this.thread = Thread.ofPlatform()
                .name("tail-of-" + String.join("-", this.topics))
                .daemon()
                .start(this::run);
    }

    /** Whether the records that existed at the start have been read. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** Whether its thread runs, or was closed. */
    boolean well() {
        return closing || thread.isAlive();
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                read(consumer);
            } catch (InterruptException | WakeupException e) {
                LOG.debug("asked to stop");
            } catch (KafkaException e) {
                LOG.warnf("the tail cannot be read, retrying topics=%s cause=%s", topics, e.toString());
                pause(PAUSE);
            }
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        Set<TopicPartition> assigned = Set.of();
        long lookedNanos = 0;
        while (!closing) {
            if (assigned.isEmpty() || System.nanoTime() - lookedNanos > NEW_PARTITIONS_EVERY.toNanos()) {
                assigned = assign(consumer, assigned);
                lookedNanos = System.nanoTime();
                if (assigned.isEmpty()) {
                    pause(PAUSE);
                    continue;
                }
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                guarded(() -> reader.read(record));
            }
            guarded(reader::tick);
            if (!caughtUp) {
                caughtUp = assigned.stream()
                        .allMatch(each -> consumer.position(each, PATIENCE) >= ends.getOrDefault(each, 0L));
                pause(past.pause());
            }
        }
    }

    private Set<TopicPartition> assign(Consumer<String, byte[]> consumer, Set<TopicPartition> before) {
        Set<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet());
        if (partitions.equals(before)) {
            return before;
        }
        consumer.assign(partitions);
        for (TopicPartition each : partitions) {
            if (next.containsKey(each)) {
                consumer.seek(each, next.get(each));
            }
        }
        Set<TopicPartition> fresh =
                partitions.stream().filter(each -> !next.containsKey(each)).collect(Collectors.toSet());
        if (fresh.isEmpty()) {
            return partitions;
        }
        long since = Instant.now().minus(past.mostAge()).toEpochMilli();
        var lastOffsets = consumer.endOffsets(fresh, PATIENCE);
        var firstOffsets = consumer.beginningOffsets(fresh, PATIENCE);
        var youngOffsets = consumer.offsetsForTimes(
                fresh.stream().collect(Collectors.toMap(each -> each, each -> since)), PATIENCE);
        for (TopicPartition each : fresh) {
            long end = lastOffsets.getOrDefault(each, 0L);
            var young = youngOffsets.get(each);
            long from = Math.max(end - past.mostRecords(), firstOffsets.getOrDefault(each, 0L));
            from = Math.min(end, Math.max(from, young == null ? end : young.offset()));
            consumer.seek(each, from);
            ends.put(each, end);
            next.put(each, from);
        }
        return partitions;
    }

    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("reader of the tail failed", e);
        }
    }

    private void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
