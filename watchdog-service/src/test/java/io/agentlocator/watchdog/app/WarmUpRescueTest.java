package io.agentlocator.watchdog.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.watchdog.Deadlines;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WarmUpRescueTest {

    private static Deadlines deadlines(Duration start, Duration maxCall) {
        Duration second = Duration.ofSeconds(1);
        return new Deadlines(start, second, second, second, second, second, second, maxCall, second);
    }

    @Test
    void aCallWithoutAStreamWouldBeSaved() {
        assertThat(new WarmUpRescue(deadlines(Duration.ofSeconds(6), Duration.ofSeconds(600)), Duration.ofSeconds(2))
                        .hold())
                .isNull();
    }

    /** With these deadlines a call is forgotten before its stream is missed. */
    @Test
    void deadlinesThatSaveNobodyAreFound() {
        assertThat(new WarmUpRescue(deadlines(Duration.ofSeconds(600), Duration.ofSeconds(6)), Duration.ofSeconds(2))
                        .hold())
                .startsWith("a call without a stream is not redirected");
    }
}
