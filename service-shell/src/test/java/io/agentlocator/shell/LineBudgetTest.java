package io.agentlocator.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineBudgetTest {

    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final LineBudget budget = new LineBudget(metrics, nanos::get);

    @Test
    void aFloodOfTenMinutesIsLoggedWithinABound() {
        int logged = 0;
        for (int i = 0; i < 2_000 * 600; i++) {
            nanos.addAndGet(500_000);
            if (budget.logs()) {
                logged++;
            }
        }
        assertThat(logged).isBetween(500 + 5_900, 500 + 6_100);
        assertThat(metrics.counter("agentlocator.strangers.unlogged").count()).isEqualTo(2_000 * 600 - logged);
    }

    @Test
    void manyAtOnceAreLoggedAndLaterAgain() {
        for (int i = 0; i < 500; i++) {
            assertThat(budget.logs()).isTrue();
        }
        assertThat(budget.logs()).isFalse();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        for (int i = 0; i < 10; i++) {
            assertThat(budget.take()).isTrue();
        }
        assertThat(budget.take()).isFalse();
    }

    @Test
    void whoHasProvedWhoHeIsTakesNoRoom() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(budget.take()).isTrue();
            budget.giveBack();
        }
        assertThat(metrics.counter("agentlocator.strangers.unlogged").count()).isZero();
    }
}
