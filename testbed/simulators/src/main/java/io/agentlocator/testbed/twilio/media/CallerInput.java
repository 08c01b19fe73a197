package io.agentlocator.testbed.twilio.media;

/** Receives the caller's sound and digits: a media stream or a recording. */
public interface CallerInput {
    /** @param audible whether the 160 bytes are audible */
    void frame(byte[] mulaw, boolean audible);

    default void digit(char digit) {}
}
