package io.agentlocator.testbed.twilio.report;

import java.time.Duration;

/**
 * What the caller said.
 *
 * @param what the words, or the file they came from
 * @param from when the first sample left, since dialling
 * @param to when the last one did, or when the caller was stopped
 * @param lastAudible end of its last audible frame: the moment from which a caller waits for an answer
 */
public record SpokenLine(String what, Duration from, Duration to, Duration lastAudible) {}
