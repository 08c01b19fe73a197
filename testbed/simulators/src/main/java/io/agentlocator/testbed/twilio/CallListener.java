package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.report.TimelineEvent;

/**
 * Receives all events of all calls, in order per call. Called from one thread that is not the simulator's clock, so a
 * slow listener delays only other listeners.
 */
@FunctionalInterface
public interface CallListener {
    void happened(String callSid, TimelineEvent event);
}
