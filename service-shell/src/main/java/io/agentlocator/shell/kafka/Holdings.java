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
 * The partitions that this member of the group holds. A rebalance takes everything from everybody and deals it out anew;
 * what comes back to its owner goes on where it stood, without a replay, so that a call whose owner has not changed
 * notices nothing. On the log's thread only.
 */
final class Holdings implements ConsumerRebalanceListener {

    private final Consumer<String, byte[]> consumer;
    private final IntConsumer revoked;
    private final Map<Integer, CatchUp> catchingUp = new HashMap<>();
    private final Set<TopicPartition> untouched = new HashSet<>();
    /** Given back while the group deals, with the place where reading stood. */
    private final Map<TopicPartition, Long> givenBack = new HashMap<>();

    private boolean dealt;

    /** @param revoked told the number of partitions that were read and are somebody else's now */
    Holdings(Consumer<String, byte[]> consumer, IntConsumer revoked) {
        this.consumer = consumer;
        this.revoked = revoked;
    }

    void take(Collection<TopicPartition> partitions) {
        untouched.addAll(partitions);
        dealt = true;
    }

    /** Whether it has been said what is ours; that may be nothing, where there are more members than partitions. */
    boolean dealt() {
        return dealt;
    }

    /** Ours, and nothing of them has been read. */
    Set<TopicPartition> untouched() {
        return Set.copyOf(untouched);
    }

    boolean isUntouched(TopicPartition partition) {
        return untouched.contains(partition);
    }

    /** Its past is being read, up to {@code end} at least. */
    void startCatchUp(TopicPartition partition, long end) {
        catchingUp
                .computeIfAbsent(partition.partition(), number -> new CatchUp())
                .expect(partition, end);
        untouched.remove(partition);
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

    /** Whether the past of all that is ours has been read. */
    boolean caughtUp() {
        return catchingUp.isEmpty() && untouched.isEmpty();
    }

    /** Whether it is open whose the calls are that were ours. */
    boolean beingDealt() {
        return !givenBack.isEmpty();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            if (!untouched.remove(partition) && !catchingUp.containsKey(partition.partition())) {
                givenBack.put(partition, consumer.position(partition));
            }
        }
        catchingUp.keySet().removeAll(numbers(partitions));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        untouched.removeAll(partitions);
        givenBack.keySet().removeAll(partitions);
        numbers(partitions).forEach(number -> {
            if (catchingUp.remove(number) == null) {
                revoked.accept(number);
            }
        });
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Set<Integer> gone = numbers(givenBack.keySet());
        gone.removeIf(number -> of(number, givenBack.keySet()).equals(of(number, partitions)));
        for (TopicPartition partition : partitions) {
            Long position = givenBack.get(partition);
            if (position == null || gone.contains(partition.partition())) {
                untouched.add(partition);
            } else {
                consumer.seek(partition, position);
            }
        }
        givenBack.clear();
        dealt = true;
        gone.forEach(revoked::accept);
    }

    /** A call's events stand in the partitions of one number of all topics. */
    private static Set<TopicPartition> of(int number, Collection<TopicPartition> partitions) {
        return partitions.stream()
                .filter(partition -> partition.partition() == number)
                .collect(Collectors.toSet());
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toCollection(HashSet::new));
    }
}
