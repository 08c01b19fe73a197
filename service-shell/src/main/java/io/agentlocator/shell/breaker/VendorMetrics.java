package io.agentlocator.shell.breaker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;

/**
 * Metrics of the vendors' engines: {@code agentlocator.vendor.time}, {@code .usage}, {@code .errors}, {@code .abandoned}
 * and {@code .switches}. Never blocks. Safe for all threads.
 */
public final class VendorMetrics {

    private final MeterRegistry metrics;

    public VendorMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** @param what the step that was measured, such as {@code utterance} or {@code first-sound} */
    public void took(String vendor, String what, Duration time) {
        metrics.timer("agentlocator.vendor.time", "vendor", vendor, "what", what)
                .record(time);
    }

    /** @param unit what the vendor bills: {@code seconds}, {@code characters} or {@code tokens} */
    public void used(String vendor, String unit, double amount) {
        metrics.counter("agentlocator.vendor.usage", "vendor", vendor, "unit", unit)
                .increment(amount);
    }

    public void failed(String vendor, String kind) {
        metrics.counter("agentlocator.vendor.errors", "vendor", vendor, "kind", kind)
                .increment();
    }

    /** An answer that was no longer needed. Its cost is not known: vendors report the usage of whole answers only. */
    public void abandoned(String vendor) {
        metrics.counter("agentlocator.vendor.abandoned", "vendor", vendor).increment();
    }

    /** @param role {@code recognizer}, {@code synthesizer} or {@code language_model} */
    public void switched(String role, String from, String to) {
        switches(role, from, to).increment();
    }

    /**
     * Creates the counters of all possible switches with the value 0, so that the first switch is an increase.
     *
     * @param names among which calls may be switched, as {@link #switched} will name them; a vendor with two engines is
     *     named twice
     */
    public void mayBeSwitched(String role, List<String> names) {
        for (int from = 0; from < names.size(); from++) {
            for (int to = 0; to < names.size(); to++) {
                if (from != to) {
                    switches(role, names.get(from), names.get(to));
                }
            }
        }
    }

    private Counter switches(String role, String from, String to) {
        return metrics.counter("agentlocator.vendor.switches", "role", role, "from", from, "to", to);
    }
}
