package io.agentlocator.shell.kafka;

import io.agentlocator.events.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens call logs on the configured brokers. The caller closes the log. */
@ApplicationScoped
public class CallLogFactory {

    /** Bytes of each partition in one answer. Fetched records that were not read yet are in the heap. */
    private static final int PARTITION_FETCH_BYTES = 256 << 10;

    private static final int TAIL_FETCH_BYTES = 1 << 20;

    private final Brokers brokers;
    private final EventReader eventReader;
    private final VitalThreads threads;
    private final Optional<String> instanceId;

    @Inject
    public CallLogFactory(
            Brokers brokers,
            @ConfigProperty(name = "agentlocator.instance-id") Optional<String> instanceId,
            EventReader eventReader,
            VitalThreads threads) {
        this.threads = threads;
        this.brokers = brokers;
        this.instanceId = instanceId;
        this.eventReader = eventReader;
    }

    public CallLog open(Set<Topic> topics, CallLog.Scope scope, Duration window, CallLog.Reader reader) {
        var consumer = new KafkaConsumer<>(settings(scope), new StringDeserializer(), new ByteArrayDeserializer());
        var log = new CallLog(topics, scope, window, reader, consumer, eventReader::read);
        threads.watch("call-log of " + topics, log::well);
        return log;
    }

    /** Reads the end of some topics, without an order between them. */
    public TailReader openTail(Set<Topic> topics, TailReader.Past past, TailReader.Reader reader) {
        var settings = settings(CallLog.Scope.everything());
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, TAIL_FETCH_BYTES);
        var tail = new TailReader(
                topics,
                past,
                reader,
                () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()));
        threads.watch("tail of " + topics, tail::well);
        return tail;
    }

    private Map<String, Object> settings(CallLog.Scope scope) {
        var settings = new HashMap<>(brokers.access());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        if (scope instanceof CallLog.Scope.Shared shared) {
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, shared.groupId());
            // The range assignor gives partition n of all topics to the same member, so it gets all events of a call.
            settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
            // Short, because callers wait while the partitions of a dead member have no owner.
            settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
            settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
            instanceId.ifPresent(
                    id -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, shared.groupId() + "-" + id));
        }
        return settings;
    }
}
