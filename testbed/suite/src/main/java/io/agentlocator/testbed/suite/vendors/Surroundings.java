package io.agentlocator.testbed.suite.vendors;

import java.util.Map;
import java.util.Optional;

/** The environment variables, empty ones taken for absent. */
record Surroundings(Map<String, String> variables) {

    Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    String get(String name, String otherwise) {
        return get(name).orElse(otherwise);
    }

    /** As much of a secret as tells which one it is. */
    static String masked(String secret) {
        return secret.length() < 12 ? "…" : secret.substring(0, 4) + "…" + secret.substring(secret.length() - 4);
    }
}
