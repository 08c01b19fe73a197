package io.agentlocator.testbed.twilio.report;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the caller waited after having spoken.
 *
 * @param firstHeard when the agent's next sound began, since dialling; empty when none came before the caller spoke
 *     again or the call ended. Sound that was already running when the caller stopped does not count.
 * @param latency from {@code said.lastAudible()} to {@code firstHeard}; true to one frame of 20 ms
 */
public record AnswerLatency(SpokenLine said, Optional<Duration> firstHeard, Optional<Duration> latency) {}
