package io.agentlocator.shell.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that this member of the group owns. A rebalance revokes all partitions of all members and assigns them
 * again. A partition that comes back to its owner is read on from its position, without a replay, so a call whose owner has
 * not changed is not disturbed. Not thread-safe: on the log's thread only.
 */
final class PartitionOwnership implements ConsumerRebalanceListener {

    private final Consumer<String, byte[]> consumer;
    private final IntConsumer revoked;
    private final Map<Integer, CatchUp> catchingUp = new HashMap<>();
    private final Set<TopicPartition> unread = new HashSet<>();
    /** Revoked during the rebalance, with the position of each. */
    private final Map<TopicPartition, Long> revokedPositions = new HashMap<>();

    private boolean assigned;

    /** @param revoked receives the numbers of partitions that another member owns now */
    PartitionOwnership(Consumer<String, byte[]> consumer, IntConsumer revoked) {
        this.consumer = consumer;
        this.revoked = revoked;
    }

    void assign(Collection<TopicPartition> partitions) {
        unread.addAll(partitions);
        assigned = true;
    }

    /** Whether partitions were assigned; perhaps none, where there are more members than partitions. */
    boolean assigned() {
        return assigned;
    }

    /** The owned partitions of which nothing has been read. */
    Set<TopicPartition> unread() {
        return Set.copyOf(unread);
    }

    boolean isUnread(TopicPartition partition) {
        return unread.contains(partition);
    }

    /** Starts to read its past, up to {@code end} at least. */
    void startCatchUp(TopicPartition partition, long end) {
        catchingUp
                .computeIfAbsent(partition.partition(), number -> new CatchUp())
                .expect(partition, end);
        unread.remove(partition);
    }

    Map<Integer, CatchUp> catchUps() {
        return Map.copyOf(catchingUp);
    }

    @Nullable
    CatchUp catchUp(int number) {
        return catchingUp.get(number);
    }

    void endCatchUp(int number) {
        catchingUp.remove(number);
    }

    /** Whether the past of all owned partitions has been read. */
    boolean caughtUp() {
        return catchingUp.isEmpty() && unread.isEmpty();
    }

    /** Whether a rebalance is under way, so the owner of our calls is not known. */
    boolean rebalancing() {
        return !revokedPositions.isEmpty();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            if (!unread.remove(partition) && !catchingUp.containsKey(partition.partition())) {
                revokedPositions.put(partition, consumer.position(partition));
            }
        }
        catchingUp.keySet().removeAll(numbers(partitions));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        unread.removeAll(partitions);
        revokedPositions.keySet().removeAll(partitions);
        numbers(partitions).forEach(number -> {
            if (catchingUp.remove(number) == null) {
                revoked.accept(number);
            }
        });
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Set<Integer> gone = numbers(revokedPositions.keySet());
        gone.removeIf(number -> of(number, revokedPositions.keySet()).equals(of(number, partitions)));
        for (TopicPartition partition : partitions) {
            Long position = revokedPositions.get(partition);
            if (position == null || gone.contains(partition.partition())) {
                unread.add(partition);
            } else {
                consumer.seek(partition, position);
            }
        }
        revokedPositions.clear();
        assigned = true;
        gone.forEach(revoked::accept);
    }

    /** The events of a call are in the partitions with the same number in all topics. */
    private static Set<TopicPartition> of(int number, Collection<TopicPartition> partitions) {
        return partitions.stream()
                .filter(partition -> partition.partition() == number)
                .collect(Collectors.toSet());
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toCollection(HashSet::new));
    }
}
