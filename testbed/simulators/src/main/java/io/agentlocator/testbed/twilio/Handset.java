package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.report.TimelineEvent;

/**
 * The caller's end of a call. Called on the simulator's event loop, which all calls share: an implementation must not
 * block.
 */
public interface Handset {
    /** Does nothing: for a call that is only recorded, or driven through {@link SimulatedCall}. */
    static Handset unattended() {
        return new Handset() {};
    }

    default void dialled(SimulatedCall call) {}

    default void happened(SimulatedCall call, TimelineEvent event) {}

    /** Called every 20 ms until the call has ended. */
    default void frame(SimulatedCall call) {}
}
