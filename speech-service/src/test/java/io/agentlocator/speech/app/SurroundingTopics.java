package io.agentlocator.speech.app;

import io.agentlocator.events.DecodedRecord;
import io.agentlocator.events.Event;
import io.agentlocator.events.EventCodec;
import io.agentlocator.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Stands for the other services: publishes their events and consumes those of this service. */
final class SurroundingTopics implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final EventCodec codec = new EventCodec("test");
    private final List<Event> seen = new ArrayList<>();

    SurroundingTopics(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = new ArrayList<TopicPartition>();
        for (Topic topic : List.of(Topic.TRANSCRIPTS, Topic.AGENT_AUDIO)) {
            consumer.partitionsFor(topic.topicName())
                    .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    void write(Event event) {
        producer.send(codec.encode(event, Instant.now(), null));
    }

    /** A record that no service can read. */
    void writePoison(Topic topic, String type, String callSid) {
        var poison = new ProducerRecord<>(topic.topicName(), callSid, "{\"callSid\":".getBytes(StandardCharsets.UTF_8));
        poison.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        producer.send(poison);
    }

    /** What the service has published for a call so far, in the order of each topic. */
    <E extends Event> List<E> seen(String callSid, Class<E> type) {
        return seen.stream()
                .filter(event -> event.key().equals(callSid))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Consumes until a matching event comes; empty if none comes in time. */
    <E extends Event> Optional<E> await(String callSid, Class<E> type, Predicate<E> wanted, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<E> found = seen(callSid, type).stream().filter(wanted).findFirst();
            if (found.isPresent() || System.nanoTime() > until) {
                return found;
            }
            read(Duration.ofMillis(100));
        }
    }

    /** Consumes until a point of time. */
    void watchUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            read(Duration.ofNanos(left));
        }
    }

    private void read(Duration patience) {
        for (var record : consumer.poll(patience)) {
            if (EventCodec.decode(record) instanceof DecodedRecord.Known known) {
                seen.add(known.event());
            }
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        consumer.close();
    }
}
