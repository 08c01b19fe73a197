package io.agentlocator.dialog;

import io.agentlocator.events.MediaEvent.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * The way of the sound.
 *
 * @param sid the stream that is open; null while none is
 * @param opened whether there ever was one
 * @param stopped why the last one ended; null while one is open
 */
record Stream(
        @Nullable String sid, boolean opened, @Nullable StopReason stopped, long stoppedMs) {

    static final Stream NONE = new Stream(null, false, null, -1);

    Stream open(String streamSid) {
        return new Stream(streamSid, true, null, -1);
    }

    /** A stop of a stream that has a successor already says nothing. */
    Stream stop(String streamSid, StopReason reason, long atMs) {
        return sid != null && !sid.equals(streamSid) ? this : new Stream(null, opened, reason, atMs);
    }
}
