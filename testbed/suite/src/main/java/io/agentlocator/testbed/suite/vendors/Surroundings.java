package io.agentlocator.testbed.suite.vendors;

import java.util.Map;
import java.util.Optional;

/** The environment variables; empty ones count as absent. */
record Surroundings(Map<String, String> variables) {

    Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    String get(String name, String otherwise) {
        return get(name).orElse(otherwise);
    }

    /** The part of a secret that identifies it. */
    static String masked(String secret) {
        return secret.length() < 12 ? "…" : secret.substring(0, 4) + "…" + secret.substring(secret.length() - 4);
    }
}
