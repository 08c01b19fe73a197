package io.agentlocator.gateway;

import java.util.Locale;

/** How the agent's words reach the caller. */
public enum ReplyMode {
    /** As sound on the media socket. */
    STREAM,
    /** As a clip that the live call is told to play before it opens a new stream. */
    TWIML;

    /** As it is set. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
