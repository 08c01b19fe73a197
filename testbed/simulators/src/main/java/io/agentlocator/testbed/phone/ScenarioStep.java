package io.agentlocator.testbed.phone;

/** One line of a scenario and what it waits for. */
public record ScenarioStep(CallerAction line, After after) {}
