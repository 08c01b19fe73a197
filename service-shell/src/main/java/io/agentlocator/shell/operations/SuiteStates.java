package io.agentlocator.shell.operations;

import io.agentlocator.events.ServiceState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The last reports of all services. Safe for all threads. Bounded: services without reports are forgotten. */
@ApplicationScoped
public class SuiteStates {

    /** The checks that an operator must always see, and the service that reports each. */
    private static final Map<String, String> EXPECTED = Map.of(
            "db", "crm-service",
            "openai", "dialog-service",
            "tts", "speech-service",
            "twilio_secrets", "telephony-gateway");

    private static final int FORGOTTEN_AFTER = 15;

    private record LastReport(ServiceState.Reported state, Instant at) {}

    private final Map<String, LastReport> byInstance = new ConcurrentHashMap<>();
    private final Duration stale;
    private final Clock clock;

    @Inject
    public SuiteStates(OperationsConfig config) {
        this(config.stale(), Clock.systemUTC());
    }

    SuiteStates(Duration stale, Clock clock) {
        this.stale = stale;
        this.clock = clock;
    }

    void take(ServiceState.Reported state, Instant at) {
        byInstance.merge(
                state.key(),
                new LastReport(state, at),
                (old, young) -> young.at().isBefore(old.at()) ? old : young);
    }

    void expire() {
        Instant oldest = clock.instant().minus(stale.multipliedBy(FORGOTTEN_AFTER));
        byInstance.values().removeIf(report -> report.at().isBefore(oldest));
    }

    /** The instances with a recent report, by service and instance. */
    public List<ServiceState.Reported> alive() {
        Instant oldest = clock.instant().minus(stale);
        return byInstance.values().stream()
                .filter(report -> report.at().isAfter(oldest))
                .map(LastReport::state)
                .sorted(Comparator.comparing(ServiceState::key))
                .toList();
    }

    /** All checks of all services by name, the worst state of each. An expected check without a report is {@code unknown}. */
    public Map<String, String> checks() {
        Map<String, String> checks = new TreeMap<>();
        for (ServiceState.Reported state : alive()) {
            state.checks()
                    .forEach((name, said) -> checks.merge(
                            name, Checks.passes(said) ? said : state.service() + ": " + said, Checks::worse));
        }
        EXPECTED.forEach((name, service) -> checks.putIfAbsent(name, "unknown: " + service + lastHeard(service)));
        return checks;
    }

    private String lastHeard(String service) {
        return byInstance.values().stream()
                .filter(report -> report.state().service().equals(service))
                .map(LastReport::at)
                .max(Comparator.naturalOrder())
                .map(at -> " has said nothing of it since " + at)
                .orElse(" has not been heard of");
    }
}
