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

/** Opens call logs on the configured brokers. The one who opens a log closes it. */
@ApplicationScoped
public class CallLogFactory {

    private final Brokers brokers;
    private final EventReader eventReader;
    private final Optional<String> instanceId;

    @Inject
    public CallLogFactory(
            Brokers brokers,
            @ConfigProperty(name = "agentlocator.instance-id") Optional<String> instanceId,
            EventReader eventReader) {
        this.brokers = brokers;
        this.instanceId = instanceId;
        this.eventReader = eventReader;
    }

    public CallLog open(Set<Topic> topics, CallLog.Scope scope, Duration window, CallLog.Reader reader) {
        var consumer = new KafkaConsumer<>(settings(scope), new StringDeserializer(), new ByteArrayDeserializer());
        return new CallLog(topics, scope, window, reader, consumer, eventReader::read);
    }

    private Map<String, Object> settings(CallLog.Scope scope) {
        var settings = new HashMap<>(brokers.access());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        if (scope instanceof CallLog.Scope.Shared shared) {
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, shared.groupId());
            // Range gives partition n of every topic to the same member: a call's events meet in one place.
            settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
            // A caller waits while a dead member's partitions have no owner.
            settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
            settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
            instanceId.ifPresent(
                    id -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, shared.groupId() + "-" + id));
        }
        return settings;
    }
}
