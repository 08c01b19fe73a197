package io.agentlocator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EndedCallsTest {

    @Test
    void aCallThatEndedStaysKnownUntilAsManyOthersHaveEnded() {
        var ended = new EndedCalls(1024);
        List<String> calls = calls(5_000);
        for (int i = 0; i < calls.size(); i++) {
            assertThat(ended.contains(calls.get(i))).isFalse();
            ended.add(calls.get(i));
            ended.add(calls.get(i));
            assertThat(ended.contains(calls.get(i))).isTrue();
            assertThat(ended.contains(calls.get(Math.max(0, i - 1023)))).isTrue();
            if (i >= 1024) {
                assertThat(ended.contains(calls.get(i - 1024))).isFalse();
            }
        }
        assertThat(ended.size()).isEqualTo(1024);
        for (int i = 0; i < calls.size(); i++) {
            assertThat(ended.contains(calls.get(i))).isEqualTo(i >= calls.size() - 1024);
        }
        assertThat(ended.contains(null)).isFalse();
    }

    /** What a week of 37,000 calls a day takes. */
    @Test
    void aQuarterOfAMillionCallsTakeSixMegabytes() {
        var ended = new EndedCalls(262_144);
        List<String> calls = calls(262_144);
        calls.forEach(ended::add);
        assertThat(calls).allMatch(ended::contains);
        assertThat(calls(1_000)).noneMatch(call -> ended.contains(call + "0"));
        assertThat(ended.heapBytes()).isEqualTo(6L << 20);
    }

    private static List<String> calls(int count) {
        var random = new Random(7);
        var calls = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            calls.add("CA%016x%016x".formatted(random.nextLong(), random.nextLong()));
        }
        return calls;
    }
}
