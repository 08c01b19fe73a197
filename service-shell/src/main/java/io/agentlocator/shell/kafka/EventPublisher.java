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
 * Writes events to their topics. No method blocks or throws for Kafka's sake, so event loops may call it.
 *
 * <p>Kafka's own {@code send} blocks while it knows no leader of the partition; therefore threads of ours do the sending,
 * each behind an outbox that is bounded in bytes. While Kafka is away the outbox fills and is written in order when it
 * returns; an outbox that is full refuses what comes, which is logged and counted.
 *
 * <p>Events, sound and operators' lines each have a lane, that is an outbox and a producer, of their own. Sound may wait
 * a few milliseconds for company, an event may not, and sound that backs up must not push events out. Operators' lines
 * are the only ones that a stranger can cause: their lane is small, and what does not fit is dropped.
 */
@ApplicationScoped
public class EventPublisher {

    /** The events' share of the heap, one part in so many; the sound's is half of it. */
    private static final int HEAP_PARTS = 6;

    private static final long PRODUCER_BUFFER = 8L << 20;
    /** Some 700 lines. What operators miss of a flood is in the service's own log. */
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
        // How many wait says little of a service that tells little; for how long, everything.
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

    /** Last of all, so that what other beans say when they stop is still written. */
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

    /** @param id names the event, so that writing it twice is recognised by those who read it */
    public CompletionStage<Void> publishAcked(Event event, String id) {
        Instant now = clock.instant();
        return offer(codec.encode(event, id, now, traces.published(event, now)), Topic.of(event));
    }

    /** Completes when the brokers have it; exceptionally when it was given up. */
    public CompletionStage<Void> publishAcked(Event event) {
        Instant now = clock.instant();
        return offer(codec.encode(event, now, traces.published(event, now)), Topic.of(event));
    }

    /** A record as it is, e.g. a dead letter or a null of a compacted topic. */
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
