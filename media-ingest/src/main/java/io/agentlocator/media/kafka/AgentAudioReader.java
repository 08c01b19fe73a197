package io.agentlocator.media.kafka;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Topic;
import io.agentlocator.media.SharedTick;
import io.agentlocator.shell.kafka.EventReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Consumes all of {@code agent-audio}, from its end, for the calls whose socket is in this process.
 *
 * <p>Twilio chooses the process when it opens the socket, which a consumer group cannot follow. So every process consumes
 * every partition, without a group and without commits, and drops records of other calls by their key before it decodes
 * them.
 */
public final class AgentAudioReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AgentAudioReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration NEW_PARTITIONS_EVERY = Duration.ofSeconds(30);
    private static final Duration METADATA_WITHIN = Duration.ofSeconds(5);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
    private static final long RETRY_MS = 500;

    private final SharedTick tick;
    private final EventReader events;
    private final Map<String, Object> settings;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean reading;
    private volatile @Nullable KafkaConsumer<String, byte[]> consuming;
    private volatile @Nullable Thread thread;

    /** @param brokers client settings that reach the brokers */
    public AgentAudioReader(Map<String, Object> brokers, SharedTick tick, EventReader events) {
        this.tick = tick;
        this.events = events;
        this.settings = settings(brokers);
    }

    public void start() {
        thread = Thread.ofPlatform().name("agent-audio").daemon().start(this::run);
    }

    /** Whether its positions are known, so that it misses no sound of a call that starts now. */
    public boolean reading() {
        return reading;
    }

    /** Whether its thread lives, or was never started, or was closed. */
    public boolean well() {
        Thread running = thread;
        return !running() || running == null || running.isAlive();
    }

    @Override
    public void close() {
        closing.countDown();
        KafkaConsumer<String, byte[]> consumer = consuming;
        if (consumer != null) {
            consumer.wakeup();
        }
        Thread running = thread;
        if (running != null) {
            try {
                running.join(CLOSE_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        while (running()) {
            try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                consuming = consumer;
                read(consumer);
            } catch (WakeupException e) {
                LOG.debug("asked to stop");
            } catch (KafkaException e) {
                LOG.warnf("agent-audio cannot be read, retrying cause=%s", e.toString());
                pause();
            }
            consuming = null;
            reading = false;
        }
    }

    private boolean running() {
        return closing.getCount() > 0;
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        Set<TopicPartition> assigned = Set.of();
        long lookedNanos = 0;
        while (running()) {
            if (assigned.isEmpty() || System.nanoTime() - lookedNanos > NEW_PARTITIONS_EVERY.toNanos()) {
                assigned = assign(consumer, assigned);
                lookedNanos = System.nanoTime();
                if (assigned.isEmpty()) {
                    LOG.warn("topic agent-audio does not exist yet");
                    pause();
                    continue;
                }
                reading = true;
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                dispatch(record);
            }
        }
    }

    private void dispatch(ConsumerRecord<String, byte[]> record) {
        if (record.key() != null && tick.has(record.key())) {
            events.read(record).ifPresent(received -> {
                if (received.event() instanceof AgentAudio audio) {
                    tick.agent(audio);
                }
            });
        }
    }

    /** Known partitions keep their position; new ones begin at their end. */
    private static Set<TopicPartition> assign(KafkaConsumer<String, byte[]> consumer, Set<TopicPartition> before) {
        var partitions = new HashSet<TopicPartition>();
        for (var info : consumer.partitionsFor(Topic.AGENT_AUDIO.topicName(), METADATA_WITHIN)) {
            partitions.add(new TopicPartition(info.topic(), info.partition()));
        }
        if (partitions.isEmpty() || partitions.equals(before)) {
            return before.isEmpty() ? partitions : before;
        }
        consumer.assign(partitions);
        List<TopicPartition> added =
                partitions.stream().filter(each -> !before.contains(each)).toList();
        consumer.seekToEnd(added);
        // Looks the end up now and not at the first poll: a call may start as soon as this returns.
        added.forEach(each -> consumer.position(each, METADATA_WITHIN));
        LOG.infof("agent-audio is read partitions=%d", partitions.size());
        return partitions;
    }

    private void pause() {
        try {
            if (closing.await(RETRY_MS, TimeUnit.MILLISECONDS)) {
                LOG.debug("asked to stop");
            }
        } catch (InterruptedException e) {
            closing.countDown();
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Object> settings(Map<String, Object> brokers) {
        var settings = new HashMap<>(brokers);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "media-ingest-agent-audio");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return settings;
    }
}
