package io.agentlocator.testbed.twilio.report;

import java.time.Duration;

/**
 * One line of the caller.
 *
 * @param what the words, or the file that was played
 * @param from when the first sample was sent, since dialling
 * @param to when the last one was, or when the caller was stopped
 * @param lastAudible end of its last audible frame: the moment from which a caller waits for an answer
 */
public record SpokenLine(String what, Duration from, Duration to, Duration lastAudible) {}
