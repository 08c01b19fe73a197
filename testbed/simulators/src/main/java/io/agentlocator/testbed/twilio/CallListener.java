package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.report.TimelineEvent;

/**
 * Told of everything that happens on calls, in order per call, from one thread that is not the simulator's clock: a
 * slow listener delays only other listeners.
 */
@FunctionalInterface
public interface CallListener {
    void happened(String callSid, TimelineEvent event);
}
