package io.agentlocator.testbed.twilio.media;

import io.agentlocator.testbed.twilio.report.HeardStretch;

/** The sound that the call plays to the caller, read 20 ms at a time. */
interface AgentSound {
    byte[] frame();

    HeardStretch.Source source();

    /** Called before each frame, when the previous one was played in full. */
    default void heardSoFar() {}
}
