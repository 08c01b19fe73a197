package io.agentlocator.testbed.phone;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call as a YAML file describes it.
 *
 * @param from the calling number, if it matters
 * @param to the called number, if it matters
 * @param steps the caller's lines; empty for a caller who says nothing, or whose mind comes from the suite
 * @param expect what the suite checks, as it was written
 * @param raw the whole document, for keys that only the suite reads
 */
public record Scenario(
        String name,
        Optional<String> from,
        Optional<String> to,
        Patience patience,
        List<ScenarioStep> steps,
        List<Map<String, Object>> expect,
        Map<String, Object> raw) {

    public static Scenario of(String name, List<ScenarioStep> steps) {
        return new Scenario(
                name, Optional.empty(), Optional.empty(), Patience.usual(), List.copyOf(steps), List.of(), Map.of());
    }

    public Scenario with(Patience other) {
        return new Scenario(name, from, to, other, steps, expect, raw);
    }
}
