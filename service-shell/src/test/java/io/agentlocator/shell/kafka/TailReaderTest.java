package io.agentlocator.shell.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TailReaderTest {

    private static final String NAME = Topic.OPS_LOG.topicName();
    private static final TopicPartition PARTITION = new TopicPartition(NAME, 0);

    private final List<Long> sought = new CopyOnWriteArrayList<>();
    private final List<Long> read = new CopyOnWriteArrayList<>();

    /** Of a past of any length the last records only, and then all that comes. */
    @Test
    void onlyTheEndOfThePastIsRead() throws Exception {
        MockConsumer<String, byte[]> consumer = consumer(344_273, 344_000);
        var past = new TailReader.Past(100, Duration.ofMinutes(15), Duration.ZERO);
        try (var tail = new TailReader(Set.of(Topic.OPS_LOG), past, reader(), () -> consumer)) {
            await(() -> sought.contains(344_173L));
            assertThat(tail.caughtUp()).isFalse();
            for (long offset = 344_173; offset < 344_275; offset++) {
                consumer.addRecord(record(offset));
            }
            await(() -> read.size() == 102 && tail.caughtUp());
            assertThat(read.getFirst()).isEqualTo(344_173);
            assertThat(read.getLast()).isEqualTo(344_274);
            assertThat(tail.well()).isTrue();
        }
    }

    @Test
    void whatIsTooOldIsNotRead() throws Exception {
        MockConsumer<String, byte[]> consumer = consumer(1_000, 990);
        var past = new TailReader.Past(100, Duration.ofMinutes(15), Duration.ZERO);
        try (var tail = new TailReader(Set.of(Topic.OPS_LOG), past, reader(), () -> consumer)) {
            await(() -> sought.contains(990L));
            assertThat(tail.caughtUp()).isFalse();
        }
    }

    @Test
    void aReaderThatFailsLosesThatRecordOnly() throws Exception {
        MockConsumer<String, byte[]> consumer = consumer(1, 0);
        var past = new TailReader.Past(100, Duration.ofMinutes(15), Duration.ZERO);
        TailReader.Reader failing = record -> {
            read.add(record.offset());
            throw new IllegalStateException("planted");
        };
        try (var tail = new TailReader(Set.of(Topic.OPS_LOG), past, failing, () -> consumer)) {
            await(() -> sought.contains(0L));
            consumer.addRecord(record(0));
            consumer.addRecord(record(1));
            await(() -> read.size() == 2);
            assertThat(tail.well()).isTrue();
        }
    }

    private TailReader.Reader reader() {
        return record -> read.add(record.offset());
    }

    private static ConsumerRecord<String, byte[]> record(long offset) {
        return new ConsumerRecord<>(NAME, 0, offset, "key", new byte[0]);
    }

    /** @param young offset of the first record that is young enough */
    private MockConsumer<String, byte[]> consumer(long end, long young) {
        var consumer = new MockConsumer<String, byte[]>("earliest") {
            @Override
            public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                    Map<TopicPartition, Long> times, Duration timeout) {
                return Map.of(PARTITION, new OffsetAndTimestamp(young, times.get(PARTITION)));
            }

            @Override
            public synchronized void seek(TopicPartition partition, long offset) {
                super.seek(partition, offset);
                sought.add(offset);
            }

            @Override
            public synchronized Map<TopicPartition, Long> endOffsets(
                    java.util.Collection<TopicPartition> partitions, Duration timeout) {
                return Map.of(PARTITION, end);
            }

            @Override
            public synchronized Map<TopicPartition, Long> beginningOffsets(
                    java.util.Collection<TopicPartition> partitions, Duration timeout) {
                return Map.of(PARTITION, 0L);
            }
        };
        Node node = new Node(0, "localhost", 9092);
        consumer.updatePartitions(
                NAME, List.of(new PartitionInfo(NAME, 0, node, new Node[] {node}, new Node[] {node})));
        return consumer;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
