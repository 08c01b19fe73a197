package io.agentlocator.shell.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentlocator.events.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Publishes records that could not be read to {@code dead-letters}, byte for byte. The call goes on without them. */
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final EventPublisher publisher;
    private final MeterRegistry metrics;
    private final String service;

    @Inject
    public DeadLetters(
            EventPublisher publisher,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.publisher = publisher;
        this.metrics = metrics;
        this.service = service;
        // Zero from the start: then the first dead letter is an increase.
        Stream.of(Topic.values()).map(Topic::topicName).forEach(this::counter);
    }

    /** @param cause what was wrong, without the record's content */
    public void publish(ConsumerRecord<String, byte[]> record, String cause) {
        LOG.warnf(
                "record unreadable, kept in dead-letters topic=%s partition=%d offset=%d cause=%s",
                record.topic(), record.partition(), record.offset(), cause);
        counter(record.topic()).increment();
        var letter = new ProducerRecord<>(
                Topic.DEAD_LETTERS.topicName(), null, record.key(), record.value(), record.headers());
        letter.headers()
                .add("dead-letter-cause", cause.getBytes(UTF_8))
                .add("dead-letter-reader", service.getBytes(UTF_8))
                .add("dead-letter-topic", record.topic().getBytes(UTF_8))
                .add(
                        "dead-letter-partition",
                        Integer.toString(record.partition()).getBytes(UTF_8))
                .add("dead-letter-offset", Long.toString(record.offset()).getBytes(UTF_8));
        publisher.publishRaw(letter);
    }

    private Counter counter(String topic) {
        return metrics.counter("agentlocator.dead.letters", "topic", topic);
    }
}
