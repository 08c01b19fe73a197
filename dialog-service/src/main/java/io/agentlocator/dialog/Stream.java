package io.agentlocator.dialog;

import io.agentlocator.events.MediaEvent.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * The way of the sound.
 *
 * @param sid the stream that is open; null while none is
 * @param opened whether there ever was one
 * @param stopped why the last one ended; null while one is open
 * @param playing the turn that Twilio plays to the caller as a clip, which goes on until a next stream opens; 0 for none
 * @param playsUntilMs when the clip should have ended
 */
record Stream(
        @Nullable String sid,
        boolean opened,
        @Nullable StopReason stopped,
        long stoppedMs,
        int playing,
        long playsUntilMs) {

    static final Stream NONE = new Stream(null, false, null, -1, 0, -1);

    Stream open(String streamSid) {
        return new Stream(streamSid, true, null, -1, 0, -1);
    }

    /** A stop of a stream that has a successor already says nothing. */
    Stream stop(String streamSid, StopReason reason, long atMs) {
        return sid != null && !sid.equals(streamSid)
                ? this
                : new Stream(null, opened, reason, atMs, playing, playsUntilMs);
    }

    Stream play(int turn, long untilMs) {
        return new Stream(sid, opened, stopped, stoppedMs, turn, untilMs);
    }

    /** Whether the caller hears a clip, and nobody can hear the caller. */
    boolean playsClip() {
        return playing > 0;
    }

    /** Whether the last one ended under a living call, and what was being said was lost with it. */
    boolean lost() {
        return !playsClip()
                && (stopped == StopReason.SOCKET_LOST
                        || stopped == StopReason.FEED_LOST
                        || stopped == StopReason.DRAINED);
    }

    /** Since when the caller has neither a stream nor a clip; -1 while he has one. */
    long silentSinceMs() {
        return sid != null || stoppedMs < 0 ? -1 : Math.max(stoppedMs, playsUntilMs);
    }
}
