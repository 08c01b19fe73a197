package io.agentlocator.media;

import java.util.ArrayList;
import java.util.List;

/**
 * μ-law sound, kept in the pieces in which it was received. Immutable.
 *
 * @param skip bytes of the first piece that are already taken
 * @param length bytes left
 */
record AudioBuffer(List<byte[]> pieces, int skip, int length) {

    static final AudioBuffer NONE = new AudioBuffer(List.of(), 0, 0);

    AudioBuffer plus(byte[] more) {
        if (more.length == 0) {
            return this;
        }
        var longer = new ArrayList<byte[]>(pieces.size() + 1);
        longer.addAll(pieces);
        longer.add(more);
        return new AudioBuffer(longer, skip, length + more.length);
    }

    byte[] first(int bytes) {
        var taken = new byte[bytes];
        int done = 0;
        int from = skip;
        for (byte[] piece : pieces) {
            int some = Math.min(piece.length - from, bytes - done);
            System.arraycopy(piece, from, taken, done, some);
            done += some;
            from = 0;
            if (done == bytes) {
                break;
            }
        }
        return taken;
    }

    AudioBuffer without(int bytes) {
        if (bytes == length) {
            return NONE;
        }
        int gone = skip + bytes;
        int first = 0;
        while (gone >= pieces.get(first).length) {
            gone -= pieces.get(first++).length;
        }
        return new AudioBuffer(
                first == 0 ? pieces : List.copyOf(pieces.subList(first, pieces.size())), gone, length - bytes);
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Sound is personal data: only its length is shown. */
    @Override
    public String toString() {
        return "AudioBuffer[" + length + " bytes]";
    }
}
