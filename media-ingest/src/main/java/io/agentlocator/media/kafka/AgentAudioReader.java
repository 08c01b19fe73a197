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
 * Reads all of {@code agent-audio}, from its end, for the calls whose socket is in this process.
 *
 * <p>Twilio chose the process when it opened the socket, and no consumer group can be told of that: so every process
 * reads every partition, without a group and without commits, and drops by its key what belongs to others before it is
 * decoded.
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

    /** @param brokers a client's settings for reaching them */
    public AgentAudioReader(Map<String, Object> brokers, SharedTick tick, EventReader events) {
        this.tick = tick;
        this.events = events;
        this.settings = settings(brokers);
    }

    public void start() {
        thread = Thread.ofPlatform().name("agent-audio").daemon().start(this::run);
    }

    /** Whether the place from which it reads is known, so that no sound of a call that starts now is missed. */
    public boolean reading() {
        return reading;
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
        while (goesOn()) {
            try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                consuming = consumer;
                read(consumer);
            } catch (WakeupException e) {
                LOG.debug("asked to stop");
            } catch (KafkaException e) {
                LOG.warnf("agent-audio cannot be read, tried again cause=%s", e.toString());
                pause();
            }
            consuming = null;
            reading = false;
        }
    }

    private boolean goesOn() {
        return closing.getCount() > 0;
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        Set<TopicPartition> assigned = Set.of();
        long lookedNanos = 0;
        while (goesOn()) {
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
                hand(record);
            }
        }
    }

    private void hand(ConsumerRecord<String, byte[]> record) {
        if (record.key() != null && tick.has(record.key())) {
            events.read(record).ifPresent(told -> {
                if (told.event() instanceof AgentAudio audio) {
                    tick.agent(audio);
                }
            });
        }
    }

    /** Partitions known already go on where they are; new ones begin at their end. */
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
        // The end is looked up now and not at the first poll: a call may start as soon as this returns.
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
