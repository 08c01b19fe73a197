package io.agentlocator.testbed.suite.bench;

import java.time.Duration;
import java.util.Map;

/**
 * @param length after which a caller hangs up, at the end of the agent's turn
 * @param stagger over which the calls of a round begin
 * @param voice kokoro or synthetic
 * @param environment of every service
 */
public record BenchOptions(
        int calls, int rounds, Duration length, Duration stagger, String voice, Map<String, String> environment) {}
