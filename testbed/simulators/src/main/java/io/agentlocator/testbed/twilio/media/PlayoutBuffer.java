package io.agentlocator.testbed.twilio.media;

import io.agentlocator.testbed.sound.Mulaw;
import io.agentlocator.testbed.sound.SoundTrack;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The buffer of agent sound with its marks, drained in real time. */
final class PlayoutBuffer {
    static final long LIMIT = 10 * 60 * Mulaw.RATE;

    private sealed interface Item {
        record Sound(byte[] mulaw) implements Item {}

        record Mark(String name) implements Item {}
    }

    private final Deque<Item> items = new ArrayDeque<>();
    private int consumed;
    private long buffered;
    private boolean sounding;

    /** @return false when ten minutes are buffered and the sound is dropped */
    boolean add(byte[] mulaw) {
        if (buffered + mulaw.length > LIMIT) return false;
        if (mulaw.length > 0) items.add(new Item.Sound(mulaw));
        buffered += mulaw.length;
        return true;
    }

    /** @return true when nothing is buffered, so that the mark is returned at once */
    boolean mark(String name) {
        if (items.isEmpty() && !sounding) return true;
        items.add(new Item.Mark(name));
        return false;
    }

    /** The marks whose sound was played in full. Call before each frame. */
    List<String> due() {
        List<String> names = new ArrayList<>();
        while (items.peek() instanceof Item.Mark(String name)) {
            names.add(name);
            items.remove();
        }
        return names;
    }

    /** The next 20 ms; silence when nothing is buffered. */
    byte[] frame() {
        byte[] frame = Mulaw.silence(SoundTrack.FRAME_BYTES);
        int filled = 0;
        while (filled < frame.length && items.peek() instanceof Item.Sound(byte[] mulaw)) {
            int taken = Math.min(frame.length - filled, mulaw.length - consumed);
            System.arraycopy(mulaw, consumed, frame, filled, taken);
            filled += taken;
            consumed += taken;
            if (consumed == mulaw.length) {
                items.remove();
                consumed = 0;
            }
        }
        buffered -= filled;
        sounding = filled > 0;
        return frame;
    }

    /** Empties the buffer and returns its marks, which must be sent back. */
    List<String> clear() {
        List<String> names = new ArrayList<>();
        for (Item item : items) if (item instanceof Item.Mark(String name)) names.add(name);
        items.clear();
        consumed = 0;
        buffered = 0;
        return names;
    }

    Duration buffered() {
        return Duration.ofNanos(buffered * 1_000_000_000L / Mulaw.RATE);
    }
}
