package io.agentlocator.media;

import io.agentlocator.events.Event;

/** What a stream's machine wants done; done in order, by {@link SharedTick}. */
public sealed interface MediaStep {

    /** @param mulaw whole 20 ms frames */
    record Play(byte[] mulaw) implements MediaStep {
        @Override
        public String toString() {
            return "Play[" + mulaw.length + " bytes]";
        }
    }

    /** Have the far end say so when all sound sent so far has been played. */
    record TellWhenHeard(String label) implements MediaStep {}

    /** Have the far end drop what it has not played yet. */
    record DropUnheard() implements MediaStep {}

    /** Keep what stands between us and the far end from taking the line for idle. */
    record Ping() implements MediaStep {}

    record Report(Event event) implements MediaStep {}

    /** Close the line in good order; the last step of every stream. */
    record Close(String reason, long framesIn, long framesOut) implements MediaStep {}

    record Count(Counted what, long howMany) implements MediaStep {}

    /** A turn set in so long after the caller's voice had ended. */
    record Answered(long afterMs) implements MediaStep {}

    /** What is worth counting over all calls. */
    enum Counted {
        FRAMES_IN,
        FRAMES_OUT,
        /** Frames that never came, or were dropped here for being too many. */
        FRAMES_MISSING,
        GARBLED,
        /** Chunks of a turn that is over. */
        CHUNKS_STALE,
        CHUNKS_REPEATED,
        /** Chunks beyond what one turn may hold. */
        CHUNKS_TOO_MANY,
        HOLDS,
        CUTS,
        /** Turns of which the caller had heard something, and that were cut. */
        BARGE_INS,
        /** The far end never said that a turn had been played. */
        ECHOES_MISSING,
        ANNOUNCEMENTS,
        /** A machine threw: a fault of ours. */
        ERRORS
    }
}
