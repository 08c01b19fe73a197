package io.agentlocator.speech.google;

import java.util.ArrayList;
import java.util.List;

/**
 * Translates a stream's own time, which counts the sound sent into it, to the clock of the caller's stream. The two part
 * where sound is missing and where silence is put in to keep a stream alive.
 */
final class StreamClock {

    /** From this point of the stream on. @param running false where silence was put in and the caller's clock stood */
    private record Mark(long sentBytes, long offsetMs, boolean running) {}

    private static final long BYTES_A_MS = 8;

    private final List<Mark> marks = new ArrayList<>();
    private long sentBytes;
    private long offsetMs = -1;

    void sound(long fromMs, int bytes) {
        if (fromMs != offsetMs || !marks.getLast().running) {
            marks.add(new Mark(sentBytes, fromMs, true));
        }
        sentBytes += bytes;
        offsetMs = fromMs + bytes / BYTES_A_MS;
    }

    void padding(int bytes) {
        if (marks.isEmpty() || marks.getLast().running) {
            marks.add(new Mark(sentBytes, Math.max(0, offsetMs), false));
        }
        sentBytes += bytes;
    }

    /** How much sound the stream has got. */
    long sentMs() {
        return sentBytes / BYTES_A_MS;
    }

    /** @param streamMs negative: as much as was sent */
    long offsetMs(long streamMs) {
        if (streamMs < 0 || streamMs > sentMs()) {
            return Math.max(0, offsetMs);
        }
        long at = streamMs * BYTES_A_MS;
        for (int i = marks.size() - 1; i >= 0; i--) {
            var mark = marks.get(i);
            if (mark.sentBytes <= at) {
                return mark.running ? mark.offsetMs + (at - mark.sentBytes) / BYTES_A_MS : mark.offsetMs;
            }
        }
        return Math.max(0, offsetMs);
    }
}
