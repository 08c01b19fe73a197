package io.agentlocator.dialog;

import io.agentlocator.events.MediaEvent.StopReason;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The media stream of a call, and the clip that Twilio plays between two streams when {@code REPLY_MODE=twiml}.
 *
 * @param sid the stream that is open; null while none is
 * @param opened whether there ever was one
 * @param stop how the last one ended; null while one is open, and before the first
 * @param clip what Twilio plays to the caller until the next stream opens; null for nothing
 */
public record CallStream(
        @Nullable String sid,
        boolean opened,
        @Nullable Stop stop,
        @Nullable Clip clip) {

    record Stop(StopReason reason, long atMs) {}

    /** @param endsMs when the clip should have ended */
    record Clip(int turn, long endsMs) {}

    static final CallStream NONE = new CallStream(null, false, null, null);

    CallStream open(String streamSid) {
        return new CallStream(streamSid, true, null, null);
    }

    /** The stop of a stream that has a successor already changes nothing. */
    CallStream stop(String streamSid, StopReason reason, long atMs) {
        return sid != null && !sid.equals(streamSid)
                ? this
                : new CallStream(null, opened, new Stop(reason, atMs), clip);
    }

    CallStream play(int turn, long endsMs) {
        return new CallStream(sid, opened, stop, new Clip(turn, endsMs));
    }

    /** Whether the caller hears a clip; nobody can hear the caller then. */
    public boolean playsClip() {
        return clip != null;
    }

    /** Whether the last one stopped for this reason, and none is open. */
    boolean stoppedFor(StopReason reason) {
        return stop != null && stop.reason() == reason;
    }

    /** Whether the last one broke while the call lived, so that the sound on its way was lost. */
    public boolean lost() {
        return !playsClip()
                && (stoppedFor(StopReason.SOCKET_LOST)
                        || stoppedFor(StopReason.FEED_LOST)
                        || stoppedFor(StopReason.DRAINED));
    }

    /** Since when the caller has had neither a stream nor a clip; empty while there is one, and before the first. */
    public OptionalLong silentSinceMs() {
        if (sid != null || stop == null) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(clip == null ? stop.atMs() : Math.max(stop.atMs(), clip.endsMs()));
    }
}
