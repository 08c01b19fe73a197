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

/** What all services last said of themselves. Thread-safe; bounded, because what is silent is forgotten. */
@ApplicationScoped
public class SuiteStates {

    /** Who says what an operator must always be told of. */
    private static final Map<String, String> EXPECTED = Map.of(
            "db", "crm-service",
            "openai", "dialog-service",
            "tts", "speech-service",
            "twilio_secrets", "telephony-gateway");

    private static final int FORGOTTEN_AFTER = 15;

    private record Told(ServiceState.Reported state, Instant at) {}

    private final Map<String, Told> byInstance = new ConcurrentHashMap<>();
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
                state.key(), new Told(state, at), (old, young) -> young.at().isBefore(old.at()) ? old : young);
    }

    void expire() {
        Instant oldest = clock.instant().minus(stale.multipliedBy(FORGOTTEN_AFTER));
        byInstance.values().removeIf(told -> told.at().isBefore(oldest));
    }

    /** Those that spoke lately, by service and instance. */
    public List<ServiceState.Reported> alive() {
        Instant oldest = clock.instant().minus(stale);
        return byInstance.values().stream()
                .filter(told -> told.at().isAfter(oldest))
                .map(Told::state)
                .sorted(Comparator.comparing(ServiceState::key))
                .toList();
    }

    /** All checks of all services by name, the worst of each; what is expected and missing says so. */
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
                .filter(told -> told.state().service().equals(service))
                .map(Told::at)
                .max(Comparator.naturalOrder())
                .map(at -> " has said nothing of it since " + at)
                .orElse(" has not been heard of");
    }
}
