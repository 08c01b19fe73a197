package io.agentlocator.speech.recognition;

import io.agentlocator.events.MuLaw;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The latest sound of a caller, addressed by the clock of its stream. Not thread-safe. */
final class RecentCallerAudio {

    private static final int BYTES_PER_MS = MuLaw.RATE / 1000;

    private record Piece(long fromMs, byte[] mulaw) {
        long toMs() {
            return fromMs + MuLaw.millis(mulaw.length);
        }
    }

    private final Deque<Piece> pieces = new ArrayDeque<>();

    void add(long fromMs, byte[] mulaw) {
        if (mulaw.length > 0) {
            pieces.addLast(new Piece(fromMs, mulaw));
        }
    }

    void dropBefore(long ms) {
        while (!pieces.isEmpty() && pieces.getFirst().toMs() <= ms) {
            pieces.removeFirst();
        }
    }

    /** The sound between two times; gaps are filled with silence. It starts later if the buffer does. */
    byte[] between(long fromMs, long toMs) {
        long from =
                pieces.isEmpty() ? fromMs : Math.max(fromMs, pieces.getFirst().fromMs());
        byte[] sound = new byte[(int) Math.max(0, (toMs - from) * BYTES_PER_MS)];
        Arrays.fill(sound, MuLaw.SILENCE);
        for (Piece piece : pieces) {
            long at = (piece.fromMs() - from) * BYTES_PER_MS;
            int skip = (int) Math.max(0, -at);
            int count = (int) Math.min(piece.mulaw().length - skip, sound.length - Math.max(0, at));
            if (count > 0) {
                System.arraycopy(piece.mulaw(), skip, sound, (int) Math.max(0, at), count);
            }
        }
        return sound;
    }
}
