package io.agentlocator.speech.google;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The last seconds of the caller's sound, to be sent again when a stream broke. */
final class RecentSound {

    private static final long BYTES_A_MS = 8;

    /** Sound before the onset that is sent along: voice activity is noticed a little late. */
    private static final long LEAD_MS = 300;

    /** @param speaking at its end */
    record Piece(byte[] mulaw, long offsetMs, boolean speaking) {
        long endMs() {
            return offsetMs + mulaw.length / BYTES_A_MS;
        }
    }

    private final long keepMs;
    private final ArrayDeque<Piece> pieces = new ArrayDeque<>();

    RecentSound(long keepMs) {
        this.keepMs = keepMs;
    }

    void add(Piece piece) {
        pieces.addLast(piece);
        while (pieces.size() > 1 && piece.endMs() - pieces.getFirst().endMs() > keepMs) {
            pieces.removeFirst();
        }
    }

    /** What was said since these words ended, with a little before it; a short tail of silence where nothing was said. */
    List<Piece> unanswered(long settledMs) {
        long onset = pieces.stream()
                .filter(piece -> piece.speaking && piece.endMs() > settledMs)
                .mapToLong(Piece::offsetMs)
                .findFirst()
                .orElse(pieces.isEmpty() ? 0 : pieces.getLast().endMs());
        return since(Math.max(settledMs, onset - LEAD_MS));
    }

    /** All sound from there on; the first piece is cut to fit. */
    List<Piece> since(long fromMs) {
        var found = new ArrayList<Piece>();
        for (var piece : pieces) {
            if (piece.endMs() <= fromMs) {
                continue;
            }
            if (piece.offsetMs >= fromMs) {
                found.add(piece);
            } else {
                int cut = (int) ((fromMs - piece.offsetMs) * BYTES_A_MS);
                found.add(new Piece(Arrays.copyOfRange(piece.mulaw, cut, piece.mulaw.length), fromMs, piece.speaking));
            }
        }
        return found;
    }
}
