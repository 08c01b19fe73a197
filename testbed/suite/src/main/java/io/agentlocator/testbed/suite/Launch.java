package io.agentlocator.testbed.suite;

import java.util.List;
import java.util.Map;

/**
 * How a service is started.
 *
 * @param environment besides its port and address
 */
public record Launch(List<String> command, Map<String, String> environment) {}
