package io.agentlocator.shell.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** The past of one partition number, gathered from all topics until each has been read to its end. */
final class CatchUp {

    /** What is written faster than it is read has no end; after so many looks the rest counts as live. */
    private static final int MOST_LOOKS = 5;

    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final List<Told> past = new ArrayList<>();
    private int looks;

    void expect(TopicPartition partition, long end) {
        ends.put(partition, end);
    }

    void take(Told event) {
        past.add(event);
    }

    /**
     * Topics are read one after the other: at the end that one had at the start, another may have gone on, with events
     * that belong in between. So the ends are looked at again until nothing has come in the meantime.
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

    List<Told> past() {
        past.sort(Told.IN_TIME);
        return List.copyOf(past);
    }
}
