package io.agentlocator.media.app;

import io.agentlocator.events.CallEvent;
import io.agentlocator.events.DecodedRecord;
import io.agentlocator.events.EventCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Consumes topics from a test. Each event is returned once. */
final class TopicTail implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<CallEvent> waiting = new ArrayList<>();

    /** Consumes from the end. */
    TopicTail(String bootstrapServers, String... topics) {
        this(bootstrapServers, false, topics);
    }

    private TopicTail(String bootstrapServers, boolean fromTheBeginning, String... topics) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic).forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
        }
        consumer.assign(partitions);
        if (fromTheBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        partitions.forEach(consumer::position);
    }

    static TopicTail fromTheBeginning(String bootstrapServers, String... topics) {
        return new TopicTail(bootstrapServers, true, topics);
    }

    <E extends CallEvent> E await(String callSid, Class<E> type) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (CallEvent event : waiting) {
                if (event.callSid().equals(callSid) && type.isInstance(event)) {
                    waiting.remove(event);
                    return type.cast(event);
                }
            }
            poll();
        }
        throw new AssertionError("no " + type.getSimpleName() + " of " + callSid + " among " + waiting);
    }

    List<CallEvent> seen(String callSid) {
        poll();
        return waiting.stream().filter(event -> event.callSid().equals(callSid)).toList();
    }

    private void poll() {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
            if (EventCodec.decode(record) instanceof DecodedRecord.Known known
                    && known.event() instanceof CallEvent event) {
                waiting.add(event);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
