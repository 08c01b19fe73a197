package io.agentlocator.testbed.twilio.report;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the caller waited for an answer.
 *
 * @param firstHeard when the agent's next sound began, since dialling; empty when there was none before the caller
 *     spoke again or the call ended. Sound that had begun before the caller stopped does not count.
 * @param latency from {@code said.lastAudible()} to {@code firstHeard}; accurate to one frame of 20 ms
 */
public record AnswerLatency(SpokenLine said, Optional<Duration> firstHeard, Optional<Duration> latency) {}
