package io.agentlocator.testbed.twilio;

/** What the call plays to the caller at present, asked for 20 ms at a time. */
interface AgentSound {
    byte[] frame();

    Heard.Source source();

    /** Called before each frame, when the last one has been heard in full. */
    default void heardSoFar() {}
}
