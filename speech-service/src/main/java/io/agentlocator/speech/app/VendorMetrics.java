package io.agentlocator.speech.app;

import io.agentlocator.speech.FailureKind;
import io.agentlocator.speech.VendorWatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What the engines do, in figures and in lines of the log. */
final class VendorMetrics implements VendorWatch {

    private static final Logger LOG = Logger.getLogger("io.agentlocator.speech.Vendors");

    private final MeterRegistry metrics;

    VendorMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public void failed(String engine, FailureKind kind, String cause) {
        LOG.warnf("engine failed engine=%s kind=%s cause=%s", engine, label(kind), cause);
        metrics.counter("agentlocator.vendor.errors", "vendor", vendor(engine), "kind", label(kind))
                .increment();
    }

    @Override
    public void took(String engine, String what, long ms) {
        LOG.debugf("engine answered engine=%s what=%s took_ms=%d", engine, what, ms);
        metrics.timer("agentlocator.vendor.time", "vendor", vendor(engine), "what", what)
                .record(ms, TimeUnit.MILLISECONDS);
    }

    @Override
    public void used(String engine, String unit, double amount) {
        metrics.counter("agentlocator.vendor.usage", "vendor", vendor(engine), "unit", unit)
                .increment(amount);
    }

    @Override
    public void switched(String role, String from, String to, String cause, String callSid) {
        LOG.warnf("VENDOR_SWITCHED role=%s from=%s to=%s cause=\"%s\" call_sid=%s", role, from, to, cause, callSid);
        switches(role, from, to).increment();
    }

    /** @param engines among which calls may be switched: counted from nothing on, so that the first one is an increase */
    void mayBeSwitched(String role, List<String> engines) {
        for (String from : engines) {
            engines.stream().filter(to -> !to.equals(from)).forEach(to -> switches(role, from, to));
        }
    }

    private Counter switches(String role, String from, String to) {
        return metrics.counter("agentlocator.vendor.switches", "role", role, "from", vendor(from), "to", vendor(to));
    }

    /** Engines are named {@code vendor/model}, or {@code model-size} where the vendor is this machine. */
    static String vendor(String engine) {
        return engine.split("[/-]", 2)[0];
    }

    private static String label(FailureKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
