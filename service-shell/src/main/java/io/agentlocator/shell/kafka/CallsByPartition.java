package io.agentlocator.shell.kafka;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The calls that a {@link CallLog.Reader} serves, by partition, so that all calls of a partition can be dropped when it is
 * revoked. Not thread-safe: on the log's thread only.
 */
public final class CallsByPartition {

    private final Map<Integer, Set<String>> calls = new HashMap<>();

    public void add(int partition, String callSid) {
        calls.computeIfAbsent(partition, number -> new HashSet<>()).add(callSid);
    }

    public void remove(int partition, String callSid) {
        Set<String> served = calls.get(partition);
        if (served != null && served.remove(callSid) && served.isEmpty()) {
            calls.remove(partition);
        }
    }

    /** Removes all calls of the partition. @return their call sids, perhaps none */
    public Set<String> revoke(int partition) {
        Set<String> served = calls.remove(partition);
        return served == null ? Set.of() : Set.copyOf(served);
    }
}
