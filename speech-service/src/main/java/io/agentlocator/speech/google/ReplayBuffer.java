package io.agentlocator.speech.google;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The last seconds of the caller's sound, which are resent after a stream broke. The owner locks it. */
final class ReplayBuffer {

    private static final long BYTES_PER_MS = 8;

    /** Sound before the onset that is resent as well, because voice activity reports speech late. */
    private static final long LEAD_MS = 300;

    /** @param speaking whether the caller was speaking at its end */
    record Piece(byte[] mulaw, long offsetMs, boolean speaking) {
        long endMs() {
            return offsetMs + mulaw.length / BYTES_PER_MS;
        }
    }

    private final long keepMs;
    private final ArrayDeque<Piece> pieces = new ArrayDeque<>();

    ReplayBuffer(long keepMs) {
        this.keepMs = keepMs;
    }

    void add(Piece piece) {
        pieces.addLast(piece);
        while (pieces.size() > 1 && piece.endMs() - pieces.getFirst().endMs() > keepMs) {
            pieces.removeFirst();
        }
    }

    /** The speech after the last settled words, with a little sound before it; if there was no speech, a short tail of silence. */
    List<Piece> unanswered(long settledMs) {
        long onset = pieces.stream()
                .filter(piece -> piece.speaking && piece.endMs() > settledMs)
                .mapToLong(Piece::offsetMs)
                .findFirst()
                .orElse(pieces.isEmpty() ? 0 : pieces.getLast().endMs());
        return since(Math.max(settledMs, onset - LEAD_MS));
    }

    /** All sound from a time on; the first piece is cut there. */
    List<Piece> since(long fromMs) {
        var found = new ArrayList<Piece>();
        for (var piece : pieces) {
            if (piece.endMs() <= fromMs) {
                continue;
            }
            if (piece.offsetMs >= fromMs) {
                found.add(piece);
            } else {
                int cut = (int) ((fromMs - piece.offsetMs) * BYTES_PER_MS);
                found.add(new Piece(Arrays.copyOfRange(piece.mulaw, cut, piece.mulaw.length), fromMs, piece.speaking));
            }
        }
        return found;
    }
}
