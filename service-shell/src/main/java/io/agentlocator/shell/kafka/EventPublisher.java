package io.agentlocator.shell.kafka;

import io.agentlocator.events.Event;
import io.agentlocator.events.EventCodec;
import io.agentlocator.events.Topic;
import io.micrometer.core.instrument.Counter;
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
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to their topics. No method blocks or throws for Kafka's sake, so event loops may call it.
 *
 * <p>Kafka's own {@code send} blocks while it knows no leader of the partition; therefore one thread of ours does the
 * sending, behind a bounded outbox. While Kafka is away the outbox fills and is written in order when it returns; an
 * outbox that is full refuses what comes, which is logged and counted. Sound has an outbox and a producer of its own:
 * sound may wait a few milliseconds for company, an event may not, and sound that backs up must not push events out.
 */
@ApplicationScoped
public class EventPublisher {

    private static final Logger LOG = Logger.getLogger(EventPublisher.class);

    private final EventCodec codec;
    private final Clock clock = Clock.systemUTC();
    private final Brokers brokers;
    private final int outboxSize;
    private final Duration soundLinger;
    private final MeterRegistry metrics;
    private final TurnTraces traces;
    private @Nullable Lane events;
    private @Nullable Lane sound;

    @Inject
    public EventPublisher(
            @ConfigProperty(name = "quarkus.application.name") String service,
            Brokers brokers,
            @ConfigProperty(name = "agentlocator.outbox.size", defaultValue = "50000") int outboxSize,
            @ConfigProperty(name = "agentlocator.sound.linger", defaultValue = "2ms") Duration soundLinger,
            MeterRegistry metrics,
            TurnTraces traces) {
        this.codec = new EventCodec(service);
        this.brokers = brokers;
        this.outboxSize = outboxSize;
        this.soundLinger = soundLinger;
        this.metrics = metrics;
        this.traces = traces;
    }

    @PostConstruct
    void open() {
        events = new Lane("events", Duration.ZERO);
        sound = new Lane("sound", soundLinger);
        // How many wait says little of a service that tells little; for how long, everything.
        metrics.gauge(
                "agentlocator.outbox.age.seconds",
                this,
                publisher -> publisher.behind().toMillis() / 1000.0);
    }

    /** Last of all, so that what other beans say when they stop is still written. */
    void close(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent stopping) {
        lane(events).close();
        lane(sound).close();
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
        return lane(events).offer(record);
    }

    /** How long the oldest unacknowledged record has been waiting; zero when none waits. */
    public Duration behind() {
        return lane(events).behind().compareTo(lane(sound).behind()) > 0
                ? lane(events).behind()
                : lane(sound).behind();
    }

    private CompletionStage<Void> offer(ProducerRecord<String, byte[]> record, Topic topic) {
        return lane(topic.wire() == Topic.Wire.RAW ? sound : events).offer(record);
    }

    private static Lane lane(@Nullable Lane lane) {
        if (lane == null) {
            throw new IllegalStateException("not open");
        }
        return lane;
    }

    private record Letter(ProducerRecord<String, byte[]> record, CompletableFuture<Void> acked, long offeredNanos) {}

    /** One producer with its outbox and its sending thread. */
    private final class Lane {

        private final String name;
        private final BlockingQueue<Letter> outbox = new ArrayBlockingQueue<>(outboxSize);
        private final Producer<String, byte[]> producer;
        private final Thread sender;
        private final Counter refused;
        private final Counter lost;
        private volatile boolean closing;
        /** When the record that is oldest among those not yet acknowledged was offered; 0 when there is none. */
        private final java.util.concurrent.ConcurrentSkipListMap<Long, Letter> waiting =
                new java.util.concurrent.ConcurrentSkipListMap<>();

        private final AtomicLong tickets = new AtomicLong();

        Lane(String name, Duration linger) {
            this.name = name;
            this.producer = new KafkaProducer<>(settings(linger), new StringSerializer(), new ByteArraySerializer());
            // There from the start, at nothing: a counter that appears with its first count is no increase to an alert.
            this.refused = metrics.counter("agentlocator.outbox.refused", "lane", name);
            this.lost = metrics.counter("agentlocator.events.lost", "lane", name);
            metrics.gauge(
                    "agentlocator.outbox.waiting",
                    java.util.List.of(io.micrometer.core.instrument.Tag.of("lane", name)),
                    outbox,
                    BlockingQueue::size);
            this.sender = Thread.ofPlatform().name("publish-" + name).daemon().start(this::send);
        }

        CompletionStage<Void> offer(ProducerRecord<String, byte[]> record) {
            var letter = new Letter(record, new CompletableFuture<>(), System.nanoTime());
            if (!outbox.offer(letter)) {
                refused.increment();
                long soFar = (long) refused.count();
                if (soFar % 1000 == 1) {
                    LOG.errorf("outbox full, event refused lane=%s topic=%s refused=%d", name, record.topic(), soFar);
                }
                letter.acked.completeExceptionally(new IllegalStateException("outbox full"));
            }
            return letter.acked;
        }

        Duration behind() {
            Letter inFlight = null;
            var first = waiting.firstEntry();
            if (first != null) {
                inFlight = first.getValue();
            } else {
                inFlight = outbox.peek();
            }
            return inFlight == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - inFlight.offeredNanos);
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
                        // Told on this very thread, the record was not even queued: no leader of its partition is
                        // known.
                        if (failure instanceof TimeoutException none && Thread.currentThread() == sender) {
                            leaderless.set(none);
                            return;
                        }
                        waiting.remove(ticket);
                        if (failure == null) {
                            letter.acked.complete(null);
                        } else {
                            givenUp(letter, failure);
                        }
                    });
                    TimeoutException none = leaderless.get();
                    if (none == null) {
                        return;
                    }
                    // The record keeps its place, nothing overtakes it.
                    LOG.warnf("Kafka does not answer, events wait lane=%s waiting=%d", name, outbox.size() + 1);
                    if (closing) {
                        waiting.remove(ticket);
                        givenUp(letter, none);
                        return;
                    }
                } catch (InterruptException e) {
                    throw e;
                } catch (RuntimeException e) {
                    waiting.remove(ticket);
                    givenUp(letter, e);
                    return;
                }
            }
        }

        private void givenUp(Letter letter, Exception failure) {
            LOG.errorf(
                    "event not written lane=%s topic=%s retriable=%b cause=%s",
                    name, letter.record.topic(), failure instanceof RetriableException, failure.toString());
            lost.increment();
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

        private Map<String, Object> settings(Duration linger) {
            var settings = new HashMap<>(brokers.access());
            settings.put(ProducerConfig.CLIENT_ID_CONFIG, codec.source() + "-" + name);
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.LINGER_MS_CONFIG, (int) linger.toMillis());
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
            // Long enough for a broker to come back; the records keep their order meanwhile.
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
            settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
            return settings;
        }
    }
}
