package io.agentlocator.shell.kafka;

import io.agentlocator.events.Event;
import io.agentlocator.events.EventCodec;
import io.agentlocator.events.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events to their topics. No method blocks or throws because of Kafka, so event loops may call it.
 *
 * <p>Kafka's {@code send} blocks while the leader of the partition is unknown. So our own threads send, each behind an outbox
 * that is bounded in bytes. While Kafka does not answer, the outbox fills; it is sent in order when Kafka answers again. A
 * full outbox refuses new events, which is logged and counted.
 *
 * <p>Events, sound and operators' lines have a lane each: an outbox and a producer. Sound may wait some milliseconds to be
 * sent in a batch, an event may not, and a backlog of sound must not displace events. Operators' lines are the only ones that
 * a stranger can cause: their lane is small, and lines that do not fit are dropped.
 */
@ApplicationScoped
public class EventPublisher {

    /** The bound of the events' outbox is the heap divided by this; the bound of the sound's is half of that. */
    private static final int HEAP_PARTS = 6;

    private static final long PRODUCER_BUFFER = 8L << 20;
    /** About 700 lines. The lines that are dropped are in the service's own log. */
    private static final long OPERATORS_BYTES = 1L << 20;

    private static final Set<Topic> OF_OPERATORS = Set.of(Topic.OPS_LOG, Topic.SERVICE_STATES);

    private final EventCodec codec;
    private final Clock clock = Clock.systemUTC();
    private final Brokers brokers;
    private final long eventBytes;
    private final Duration soundLinger;
    private final MeterRegistry metrics;
    private final TurnTraces traces;
    private final VitalThreads threads;
    private @Nullable ProducerLane events;
    private @Nullable ProducerLane sound;
    private @Nullable ProducerLane operators;

    /**
     * @param outboxBytes bound of the events that are not acknowledged; otherwise a share of the heap that this process
     *     runs with
     */
    @Inject
    public EventPublisher(
            @ConfigProperty(name = "quarkus.application.name") String service,
            Brokers brokers,
            @ConfigProperty(name = "agentlocator.outbox.bytes") Optional<Long> outboxBytes,
            @ConfigProperty(name = "agentlocator.sound.linger", defaultValue = "2ms") Duration soundLinger,
            MeterRegistry metrics,
            TurnTraces traces,
            VitalThreads threads) {
        this.codec = new EventCodec(service);
        this.brokers = brokers;
        this.eventBytes = outboxBytes.orElseGet(EventPublisher::shareOfHeap);
        this.soundLinger = soundLinger;
        this.metrics = metrics;
        this.traces = traces;
        this.threads = threads;
    }

    /** What the events' outbox may hold under the heap of this process, in bytes. */
    static long shareOfHeap() {
        return Runtime.getRuntime().maxMemory() / HEAP_PARTS;
    }

    @PostConstruct
    void open() {
        events = lane("events", eventBytes, Duration.ZERO, PRODUCER_BUFFER, true);
        sound = lane("sound", eventBytes / 2, soundLinger, PRODUCER_BUFFER, true);
        operators = lane("operators", OPERATORS_BYTES, Duration.ofMillis(50), OPERATORS_BYTES, false);
        // Not the number of waiting events, which is small in a service that publishes little, but how long they wait.
        metrics.gauge(
                "agentlocator.outbox.age.seconds",
                this,
                publisher -> publisher.behind().toMillis() / 1000.0);
    }

    private ProducerLane lane(String name, long mostBytes, Duration linger, long bufferBytes, boolean logsEach) {
        var lane = new ProducerLane(name, mostBytes, logsEach, producer(name, linger, bufferBytes), metrics);
        threads.watch("publish-" + name, lane::well);
        return lane;
    }

    /** Last, so that the events that other beans publish when they stop are still sent. */
    void close(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent stopping) {
        open(events).close();
        open(sound).close();
        open(operators).close();
    }

    /** Publishes an event that happens now. */
    public void publish(Event event) {
        publish(event, clock.instant());
    }

    public void publish(Event event, Instant time) {
        offer(codec.encode(event, time, traces.published(event, time)), Topic.of(event));
    }

    /** @param id of the event, so that consumers recognise an event that is published twice */
    public CompletionStage<Void> publishAcked(Event event, String id) {
        Instant now = clock.instant();
        return offer(codec.encode(event, id, now, traces.published(event, now)), Topic.of(event));
    }

    /** The stage completes when the brokers have acknowledged the event; exceptionally when it was given up. */
    public CompletionStage<Void> publishAcked(Event event) {
        Instant now = clock.instant();
        return offer(codec.encode(event, now, traces.published(event, now)), Topic.of(event));
    }

    /** Publishes a record as it is, e.g. a dead letter or a null of a compacted topic. */
    public CompletionStage<Void> publishRaw(ProducerRecord<String, byte[]> record) {
        boolean ofOperators =
                OF_OPERATORS.stream().anyMatch(topic -> topic.topicName().equals(record.topic()));
        return open(ofOperators ? operators : events).offer(record);
    }

    /** How long the oldest unacknowledged event or sound has been waiting; zero when none waits. */
    public Duration behind() {
        Duration event = open(events).behind();
        Duration chunk = open(sound).behind();
        return event.compareTo(chunk) > 0 ? event : chunk;
    }

    private CompletionStage<Void> offer(ProducerRecord<String, byte[]> record, Topic topic) {
        ProducerLane lane =
                open(OF_OPERATORS.contains(topic) ? operators : topic.wire() == Topic.Wire.RAW ? sound : events);
        return lane.offer(record);
    }

    private static ProducerLane open(@Nullable ProducerLane lane) {
        if (lane == null) {
            throw new IllegalStateException("not open");
        }
        return lane;
    }

    private Producer<String, byte[]> producer(String lane, Duration linger, long bufferBytes) {
        var settings = new HashMap<>(brokers.access());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, codec.source() + "-" + lane);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, (int) linger.toMillis());
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        // Long enough for a broker to come back; the records keep their order meanwhile.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
