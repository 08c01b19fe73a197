package io.agentlocator.testbed.phone;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call to be played, as a YAML file describes it.
 *
 * @param from the calling number, when the scenario cares
 * @param to the called number, when the scenario cares
 * @param steps the caller's lines; empty for a caller who says nothing, or whose mind the suite provides
 * @param expect what the suite checks, as it was written
 * @param raw the whole document, for keys that only the suite knows
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
