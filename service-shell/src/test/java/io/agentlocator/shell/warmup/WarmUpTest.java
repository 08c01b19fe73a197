package io.agentlocator.shell.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void notReadyBeforeTheCallWasHeld() {
        var warmUp = new WarmUp(List.of(() -> null));
        assertThat(warmUp.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        warmUp.run();
        assertThat(warmUp.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void heldAgainUntilItGoesWellAndTheNextOnlyThen() {
        Deque<String> story = new ArrayDeque<>();
        Deque<String> wanting = new ArrayDeque<>(List.of("the tables are not there yet", ""));
        WarmUpCall first = () -> {
            story.add("first");
            String wants = wanting.poll();
            if (wants == null) {
                return null;
            }
            if (wants.isEmpty()) {
                throw new IllegalStateException("בע״מ");
            }
            return wants;
        };
        var warmUp = new WarmUp(List.of(first, () -> {
            story.add("second");
            return null;
        }));
        warmUp.run();
        assertThat(story).containsExactly("first", "first", "first", "second");
        assertThat(warmUp.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void whatItWantsForIsShown() throws Exception {
        var warmUp = new WarmUp(List.of(() -> "no socket opens"));
        Thread running = Thread.startVirtualThread(warmUp::run);
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!warmUp.call().getData().orElseThrow().containsValue("no socket opens")) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
        warmUp.stop(null);
        assertThat(running.join(Duration.ofSeconds(10))).isTrue();
        assertThat(warmUp.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void aServiceWithoutOneIsReady() {
        assertThat(new WarmUp(List.of()).call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }
}
