package io.agentlocator.media;

import io.agentlocator.events.Event;

/** What a stream wants done. {@link SharedTick} does it, in order. */
public sealed interface MediaStep {

    /** @param mulaw whole 20 ms frames */
    record Play(byte[] mulaw) implements MediaStep {
        @Override
        public String toString() {
            return "Play[" + mulaw.length + " bytes]";
        }
    }

    /** Make the far end confirm when all sound sent so far has been played. */
    record NotifyWhenPlayed(String label) implements MediaStep {}

    /** Make the far end drop what it has not played yet. */
    record DropUnheard() implements MediaStep {}

    /** Keeps proxies between us and the far end from closing the socket as idle. */
    record Ping() implements MediaStep {}

    record Report(Event event) implements MediaStep {}

    /** Close the socket normally; the last step of every stream. */
    record Close(String reason, long framesIn, long framesOut) implements MediaStep {}

    record Count(Counted what, long howMany) implements MediaStep {}

    /** A turn began this long after the caller's voice had ended. */
    record Answered(long afterMs) implements MediaStep {}

    /** What is counted over all calls; each is a metric. */
    enum Counted {
        FRAMES_IN,
        FRAMES_OUT,
        /** Frames that never arrived, or were dropped here because too many waited. */
        FRAMES_MISSING,
        GARBLED,
        /** Chunks of a turn that is over. */
        CHUNKS_STALE,
        CHUNKS_REPEATED,
        /** Chunks beyond what one turn may hold. */
        CHUNKS_TOO_MANY,
        HOLDS,
        CUTS,
        /** Turns that were cut after the caller had heard some of them. */
        BARGE_INS,
        /** Turns whose playback the far end never confirmed. */
        ECHOES_MISSING,
        ANNOUNCEMENTS,
        /** A step or a tick threw an exception: a fault of ours. */
        ERRORS
    }
}
