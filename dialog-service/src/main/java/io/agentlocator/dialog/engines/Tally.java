package io.agentlocator.dialog.engines;

import io.agentlocator.dialog.Engines.Engine;
import io.agentlocator.dialog.LanguageModel.Cost;
import io.agentlocator.dialog.ModelFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the engines took, cost and failed at, counted. */
public final class Tally {

    private final MeterRegistry metrics;

    public Tally(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void took(Engine engine, String what, long nanos) {
        metrics.timer("agentlocator.vendor.time", "vendor", engine.vendor(), "what", what)
                .record(Duration.ofNanos(nanos));
    }

    void used(Engine engine, Cost cost) {
        int tokens = cost.promptTokens() + cost.completionTokens();
        if (tokens > 0) {
            metrics.counter("agentlocator.vendor.usage", "vendor", engine.vendor(), "unit", "tokens")
                    .increment(tokens);
        }
    }

    /** An answer that nobody wants any more. What it cost is not known: vendors tell the tokens of whole answers only. */
    void abandoned(Engine engine) {
        metrics.counter("agentlocator.vendor.abandoned", "vendor", engine.vendor())
                .increment();
    }

    void failed(Engine engine, ModelFailure.Kind kind) {
        metrics.counter(
                        "agentlocator.vendor.errors",
                        "vendor",
                        engine.vendor(),
                        "kind",
                        kind.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void switched(String from, String to) {
        switches(from, to).increment();
    }

    /** @param engines among which calls may be switched: counted from nothing on, so that the first one is an increase */
    void mayBeSwitched(List<Engine> engines) {
        for (Engine from : engines) {
            engines.stream().filter(to -> !to.equals(from)).forEach(to -> switches(from.name(), to.name()));
        }
    }

    private Counter switches(String from, String to) {
        return metrics.counter("agentlocator.vendor.switches", "role", "language_model", "from", from, "to", to);
    }
}
