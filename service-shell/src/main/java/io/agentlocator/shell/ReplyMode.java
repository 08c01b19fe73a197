package io.agentlocator.shell;

import java.util.Locale;

/** {@code REPLY_MODE}: how the agent's replies reach the caller. It must be the same in every service. */
public enum ReplyMode {
    /** As sound on the media socket. */
    STREAM,
    /** As MP3 clips: the live call is updated with TwiML that plays the clip and opens a new stream. */
    TWIML;

    /** As it is written in the setting. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
