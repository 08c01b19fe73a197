package io.agentlocator.testbed.twilio.media;

/** Who at Twilio's end takes the caller's sound at present: a media stream, a recording. */
public interface CallerInput {
    /** @param audible whether the 160 bytes are louder than silence */
    void frame(byte[] mulaw, boolean audible);

    default void digit(char digit) {}
}
