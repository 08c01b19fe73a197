package io.agentlocator.shell.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** The past events of one partition number, collected from all topics until each topic has been read to its end. */
final class CatchUp {

    /** Topics that grow faster than they are read have no end. After so many looks, later events count as live. */
    private static final int MOST_LOOKS = 5;

    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final List<ReceivedEvent> past = new ArrayList<>();
    private int looks;

    void expect(TopicPartition partition, long end) {
        ends.put(partition, end);
    }

    void take(ReceivedEvent event) {
        past.add(event);
    }

    /**
     * Topics are read one after the other: while one is read to its end, another may get events that are older than the last
     * one. So the ends are looked up again until no topic has grown.
     */
    boolean complete(Consumer<String, byte[]> consumer) {
        if (behind(consumer)) {
            return false;
        }
        if (looks == MOST_LOOKS) {
            return true;
        }
        looks++;
        ends.putAll(consumer.endOffsets(List.copyOf(ends.keySet()), CallLog.SEEK_PATIENCE));
        return !behind(consumer);
    }

    private boolean behind(Consumer<String, byte[]> consumer) {
        return ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey(), CallLog.SEEK_PATIENCE) < end.getValue());
    }

    List<ReceivedEvent> past() {
        past.sort(ReceivedEvent.IN_TIME);
        return List.copyOf(past);
    }
}
