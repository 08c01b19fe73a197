package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.report.TimelineEvent;

/**
 * Who holds the phone at the far end. Called on the simulator's event loop, on which all calls live: nothing here may
 * block.
 */
public interface Handset {
    /** Nobody: a call that is only listened to, or driven from outside by {@link SimulatedCall}. */
    static Handset unattended() {
        return new Handset() {};
    }

    default void dialled(SimulatedCall call) {}

    default void happened(SimulatedCall call, TimelineEvent event) {}

    /** Every 20 ms until the call has ended. */
    default void frame(SimulatedCall call) {}
}
