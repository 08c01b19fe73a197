package io.agentlocator.testbed.twilio.media;

import io.agentlocator.testbed.twilio.report.HeardStretch;

/** What the call plays to the caller at present, asked for 20 ms at a time. */
interface AgentSound {
    byte[] frame();

    HeardStretch.Source source();

    /** Called before each frame, when the last one has been heard in full. */
    default void heardSoFar() {}
}
