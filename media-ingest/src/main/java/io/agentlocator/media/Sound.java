package io.agentlocator.media;

import java.util.ArrayList;
import java.util.List;

/**
 * Sound in the pieces it came in. Immutable.
 *
 * @param skip bytes of the first piece that are gone already
 */
record Sound(List<byte[]> pieces, int skip, int length) {

    static final Sound NONE = new Sound(List.of(), 0, 0);

    Sound plus(byte[] more) {
        if (more.length == 0) {
            return this;
        }
        var longer = new ArrayList<byte[]>(pieces.size() + 1);
        longer.addAll(pieces);
        longer.add(more);
        return new Sound(longer, skip, length + more.length);
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

    Sound without(int bytes) {
        if (bytes == length) {
            return NONE;
        }
        int gone = skip + bytes;
        int first = 0;
        while (gone >= pieces.get(first).length) {
            gone -= pieces.get(first++).length;
        }
        return new Sound(first == 0 ? pieces : List.copyOf(pieces.subList(first, pieces.size())), gone, length - bytes);
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** What is reported of sound is its length. */
    @Override
    public String toString() {
        return "Sound[" + length + " bytes]";
    }
}
