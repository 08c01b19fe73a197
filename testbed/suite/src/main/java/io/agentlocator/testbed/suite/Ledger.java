package io.agentlocator.testbed.suite;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.DecodedRecord;
import io.agentlocator.events.Event;
import io.agentlocator.events.EventCodec;
import io.agentlocator.events.EventMeta;
import io.agentlocator.events.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads all events of the topics from now on, as an outside consumer does. Of the sound it keeps the first chunk of each
 * sentence and the marks, without the bytes.
 */
public final class Ledger implements AutoCloseable {

    /** An event with its CloudEvents attributes. */
    public record Entry(EventMeta meta, Event event) {}

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final List<Consumer<Entry>> watchers = new CopyOnWriteArrayList<>();
    private final Collection<Topic> topics;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private final CountDownLatch atEnd = new CountDownLatch(1);
    private volatile boolean closing;

    public Ledger(String bootstrapServers) {
        this(bootstrapServers, EnumSet.allOf(Topic.class));
    }

    /** @param topics to read; a measurement of the broker leaves out the sound, which only its own consumers read */
    public Ledger(String bootstrapServers, Collection<Topic> topics) {
        this.topics = List.copyOf(topics);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        thread = Thread.ofPlatform().name("ledger").daemon().start(this::read);
        try {
            atEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Adds a listener, which is called on the ledger's thread for each event. */
    public void watch(Consumer<Entry> watcher) {
        watchers.add(watcher);
    }

    public List<Entry> entries(Predicate<Entry> predicate) {
        return entries.stream().filter(predicate).toList();
    }

    public List<Entry> ofCall(String callSid) {
        return entries(entry -> entry.event().key().equals(callSid));
    }

    private void read() {
        try (consumer) {
            var partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            atEnd.countDown();
            while (!closing) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (EventCodec.decode(record) instanceof DecodedRecord.Known known && worthKeeping(known.event())) {
                        var entry = new Entry(known.meta(), known.event());
                        entries.add(entry);
                        watchers.forEach(watcher -> watcher.accept(entry));
                    }
                }
            }
        } catch (WakeupException e) {
            // The ledger is closing.
        } finally {
            atEnd.countDown();
        }
    }

    private boolean worthKeeping(Event event) {
        return switch (event) {
            case CallerAudio.Chunk chunk -> false;
            case AgentAudio.Chunk chunk -> chunk.sequence() == 0;
            default -> true;
        };
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
