package io.agentlocator.shell.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallsByPartitionTest {

    private final CallsByPartition calls = new CallsByPartition();

    @Test
    void aRevokedPartitionGivesUpItsCallsOnce() {
        calls.add(1, "CA1");
        calls.add(1, "CA2");
        calls.add(1, "CA2");
        calls.add(2, "CA3");
        assertThat(calls.revoke(1)).containsExactlyInAnyOrder("CA1", "CA2");
        assertThat(calls.revoke(1)).isEmpty();
        assertThat(calls.revoke(2)).containsExactly("CA3");
    }

    @Test
    void aCallThatEndedIsNotAmongThem() {
        calls.add(1, "CA1");
        calls.add(1, "CA2");
        calls.remove(1, "CA1");
        calls.remove(3, "CA9");
        assertThat(calls.revoke(1)).containsExactly("CA2");
    }
}
