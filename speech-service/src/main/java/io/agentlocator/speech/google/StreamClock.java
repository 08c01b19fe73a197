package io.agentlocator.speech.google;

import java.util.ArrayList;
import java.util.List;

/**
 * Translates the vendor stream's time, which counts the sound sent into it, to the clock of the caller's stream. They diverge
 * at gaps in the caller's sound and where silence was inserted to keep the stream open.
 */
final class StreamClock {

    /** A place where they diverge. @param running false if silence was inserted and the caller's clock stood still */
    private record Mark(long sentBytes, long offsetMs, boolean running) {}

    private static final long BYTES_PER_MS = 8;

    private final List<Mark> marks = new ArrayList<>();
    private long sentBytes;
    private long offsetMs = -1;

    void sound(long fromMs, int bytes) {
        if (fromMs != offsetMs || !marks.getLast().running) {
            marks.add(new Mark(sentBytes, fromMs, true));
        }
        sentBytes += bytes;
        offsetMs = fromMs + bytes / BYTES_PER_MS;
    }

    void padding(int bytes) {
        if (marks.isEmpty() || marks.getLast().running) {
            marks.add(new Mark(sentBytes, Math.max(0, offsetMs), false));
        }
        sentBytes += bytes;
    }

    /** How much sound was sent. */
    long sentMs() {
        return sentBytes / BYTES_PER_MS;
    }

    /** @param streamMs negative for the end of what was sent */
    long offsetMs(long streamMs) {
        if (streamMs < 0 || streamMs > sentMs()) {
            return Math.max(0, offsetMs);
        }
        long at = streamMs * BYTES_PER_MS;
        for (int i = marks.size() - 1; i >= 0; i--) {
            var mark = marks.get(i);
            if (mark.sentBytes <= at) {
                return mark.running ? mark.offsetMs + (at - mark.sentBytes) / BYTES_PER_MS : mark.offsetMs;
            }
        }
        return Math.max(0, offsetMs);
    }
}
