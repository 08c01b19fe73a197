package io.agentlocator.media;

import io.agentlocator.events.MuLaw;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Inputs of one stream that wait for its next step. Many threads put, one takes. Bounded: when too much of the caller's
 * sound waits, the oldest frames are dropped; of all other inputs the newest are.
 */
final class InputQueue {

    private static final int MOST_OTHERS = 4096;

    private final long mostSoundBytes;
    private ArrayDeque<MediaInput> waiting = new ArrayDeque<>();
    private int soundBytes;
    private int others;
    private long dropped;

    InputQueue(long mostSoundMs) {
        mostSoundBytes = mostSoundMs * MuLaw.RATE / 1000;
    }

    synchronized void put(MediaInput input) {
        if (input instanceof MediaInput.Frame frame) {
            soundBytes += frame.mulaw().length;
            while (soundBytes > mostSoundBytes && dropOldestFrame()) {
                dropped++;
            }
        } else if (others >= MOST_OTHERS && !(input instanceof MediaInput.SocketClosed)) {
            dropped++;
            return;
        } else {
            others++;
        }
        waiting.add(input);
    }

    synchronized List<MediaInput> takeAll() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        var all = new ArrayList<>(waiting);
        waiting.clear();
        soundBytes = 0;
        others = 0;
        return all;
    }

    /** How many inputs were dropped since the last call. */
    synchronized long takeDropped() {
        long taken = dropped;
        dropped = 0;
        return taken;
    }

    private boolean dropOldestFrame() {
        for (Iterator<MediaInput> each = waiting.iterator(); each.hasNext(); ) {
            if (each.next() instanceof MediaInput.Frame frame) {
                soundBytes -= frame.mulaw().length;
                each.remove();
                return true;
            }
        }
        return false;
    }
}
