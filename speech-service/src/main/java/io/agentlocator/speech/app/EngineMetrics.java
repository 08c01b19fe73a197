package io.agentlocator.speech.app;

import io.agentlocator.shell.breaker.VendorMetrics;
import io.agentlocator.speech.roles.EngineObserver;
import io.agentlocator.speech.roles.FailureKind;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Counts and logs what engines do. */
final class EngineMetrics implements EngineObserver {

    private static final Logger LOG = Logger.getLogger("io.agentlocator.speech.Vendors");

    private final VendorMetrics metrics;

    EngineMetrics(MeterRegistry metrics) {
        this.metrics = new VendorMetrics(metrics);
    }

    @Override
    public void failed(String engine, FailureKind kind, String cause) {
        String label = kind.name().toLowerCase(Locale.ROOT);
        LOG.warnf("engine failed engine=%s kind=%s cause=%s", engine, label, cause);
        metrics.failed(vendor(engine), label);
    }

    @Override
    public void took(String engine, String what, long ms) {
        LOG.debugf("engine answered engine=%s what=%s took_ms=%d", engine, what, ms);
        metrics.took(vendor(engine), what, Duration.ofMillis(ms));
    }

    @Override
    public void used(String engine, String unit, double amount) {
        metrics.used(vendor(engine), unit, amount);
    }

    @Override
    public void switched(String role, String from, String to, String cause, String callSid) {
        LOG.warnf("VENDOR_SWITCHED role=%s from=%s to=%s cause=\"%s\" call_sid=%s", role, from, to, cause, callSid);
        metrics.switched(role, vendor(from), vendor(to));
    }

    @Override
    public void unexpected(String what, String callSid, int turn, RuntimeException cause) {
        LOG.errorf(cause, "%s call_sid=%s turn=%d", what, callSid, turn);
    }

    /** Creates the counters of all possible switches. @param engines among which calls may be switched */
    void mayBeSwitched(String role, List<String> engines) {
        metrics.mayBeSwitched(
                role, engines.stream().distinct().map(EngineMetrics::vendor).toList());
    }

    /** Engines are named {@code vendor/model}, or {@code model-size} in this process. */
    private static String vendor(String engine) {
        return engine.split("[/-]", 2)[0];
    }
}
