package io.agentlocator.media;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MuLaw;

/**
 * The caller's sound of one stream on its way to the topic: frames wait here for the next tick. Immutable.
 *
 * @param offsetMs where the waiting sound begins, on the stream's clock
 * @param nextMs where the next frame should begin, on the stream's clock
 * @param chunks how many were made
 * @param frames how many were received
 * @param lastNumber the number of the last frame; 0 before the first
 * @param lastFrameMs when a frame was last received; before the first, when the stream began
 */
record PendingCallerAudio(
        AudioBuffer waiting, long offsetMs, long nextMs, long chunks, long frames, long lastNumber, long lastFrameMs) {

    /** A frame whose clock differs by less than this from the count of samples continues the sound before it. */
    private static final long JITTER_MS = 60;

    static PendingCallerAudio none(long nowMs) {
        return new PendingCallerAudio(AudioBuffer.NONE, 0, 0, 0, 0, 0, nowMs);
    }

    PendingCallerAudio plus(MediaInput.Frame frame, long nowMs) {
        boolean continues = frames > 0 && (frame.offsetMs() < 0 || Math.abs(frame.offsetMs() - nextMs) < JITTER_MS);
        long begins = continues ? nextMs : Math.max(0, frame.offsetMs());
        return new PendingCallerAudio(
                waiting.plus(frame.mulaw()),
                waiting.isEmpty() ? begins : offsetMs,
                begins + MuLaw.millis(frame.mulaw().length),
                chunks,
                frames + 1,
                Math.max(lastNumber, frame.number()),
                nowMs);
    }

    /** How many frames are missing between the last one and this one. */
    long missingBefore(MediaInput.Frame frame) {
        return frame.number() > lastNumber + 1 && lastNumber > 0 ? frame.number() - lastNumber - 1 : 0;
    }

    CallerAudio.Chunk chunk(String callSid, String streamSid, boolean speaking) {
        return new CallerAudio.Chunk(callSid, streamSid, chunks, offsetMs, speaking, waiting.first(waiting.length()));
    }

    PendingCallerAudio taken() {
        return new PendingCallerAudio(AudioBuffer.NONE, nextMs, nextMs, chunks + 1, frames, lastNumber, lastFrameMs);
    }
}
