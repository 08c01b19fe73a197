package io.agentlocator.media;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MuLaw;

/**
 * The caller's sound of one stream on its way to the topic: frames are gathered until the next tick. Immutable.
 *
 * @param offsetMs where what waits begins, on the stream's clock
 * @param nextMs where the next frame should begin
 * @param chunks how many were made
 * @param frames how many came in
 * @param lastNumber of the last frame; 0 before the first
 */
record CallerSound(Sound waiting, long offsetMs, long nextMs, long chunks, long frames, long lastNumber) {

    /** Frames whose clock differs by less from the count of their samples continue the sound before them. */
    private static final long JITTER_MS = 60;

    static CallerSound none() {
        return new CallerSound(Sound.NONE, 0, 0, 0, 0, 0);
    }

    CallerSound plus(MediaInput.Frame frame) {
        boolean continues = frames > 0 && (frame.offsetMs() < 0 || Math.abs(frame.offsetMs() - nextMs) < JITTER_MS);
        long begins = continues ? nextMs : Math.max(0, frame.offsetMs());
        return new CallerSound(
                waiting.plus(frame.mulaw()),
                waiting.isEmpty() ? begins : offsetMs,
                begins + MuLaw.millis(frame.mulaw().length),
                chunks,
                frames + 1,
                Math.max(lastNumber, frame.number()));
    }

    /** How many frames are missing between the last one and this one. */
    long missingBefore(MediaInput.Frame frame) {
        return frame.number() > lastNumber + 1 && lastNumber > 0 ? frame.number() - lastNumber - 1 : 0;
    }

    CallerAudio.Chunk chunk(String callSid, String streamSid, boolean speaking) {
        return new CallerAudio.Chunk(callSid, streamSid, chunks, offsetMs, speaking, waiting.first(waiting.length()));
    }

    CallerSound taken() {
        return new CallerSound(Sound.NONE, nextMs, nextMs, chunks + 1, frames, lastNumber);
    }
}
