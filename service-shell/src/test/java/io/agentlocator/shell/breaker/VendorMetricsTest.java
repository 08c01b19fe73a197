package io.agentlocator.shell.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VendorMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final VendorMetrics metrics = new VendorMetrics(registry);

    @Test
    void switchesAreCountedFromZero() {
        metrics.mayBeSwitched("recognizer", List.of("google", "whisper"));
        assertThat(switches("google", "whisper")).isZero();
        assertThat(switches("whisper", "google")).isZero();
        assertThat(registry.getMeters()).hasSize(2);
        metrics.switched("recognizer", "google", "whisper");
        assertThat(switches("google", "whisper")).isEqualTo(1);
    }

    @Test
    void aVendorWithTwoEnginesMayBeSwitchedToItself() {
        metrics.mayBeSwitched("synthesizer", List.of("google", "google"));
        assertThat(registry.get("agentlocator.vendor.switches")
                        .tags("role", "synthesizer", "from", "google", "to", "google")
                        .counter()
                        .count())
                .isZero();
    }

    @Test
    void workIsCountedByVendor() {
        metrics.took("openai", "first-sound", Duration.ofMillis(250));
        metrics.used("openai", "characters", 12);
        metrics.failed("openai", "timeout");
        metrics.abandoned("openai");
        assertThat(registry.get("agentlocator.vendor.time")
                        .tags("vendor", "openai", "what", "first-sound")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(250);
        assertThat(count("agentlocator.vendor.usage", "vendor", "openai", "unit", "characters"))
                .isEqualTo(12);
        assertThat(count("agentlocator.vendor.errors", "vendor", "openai", "kind", "timeout"))
                .isEqualTo(1);
        assertThat(count("agentlocator.vendor.abandoned", "vendor", "openai")).isEqualTo(1);
    }

    private double switches(String from, String to) {
        return count("agentlocator.vendor.switches", "role", "recognizer", "from", from, "to", to);
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }
}
