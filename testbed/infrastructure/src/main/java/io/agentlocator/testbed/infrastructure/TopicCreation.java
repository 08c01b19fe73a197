package io.agentlocator.testbed.infrastructure;

import io.agentlocator.events.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that {@link Topic} lists. */
public final class TopicCreation {

    private TopicCreation() {}

    /** Waits for the broker, at most as long as {@code patience}, and creates missing topics. Existing ones stay unchanged. */
    public static void create(String bootstrapServers, int partitions, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) patience.toMillis()))) {
            admin.describeCluster().nodes().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            var topics = Arrays.stream(Topic.values())
                    .map(topic -> new NewTopic(topic.topicName(), Optional.of(partitions), Optional.empty())
                            .configs(topic.settings()))
                    .toList();
            for (var created : admin.createTopics(topics).values().values()) {
                try {
                    created.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka at " + bootstrapServers + " did not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Kafka", e);
        }
    }
}
