package io.agentlocator.gateway;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The sound of the turns that are played by TwiML, for Twilio to fetch. Bounded in bytes and in time: the oldest clip
 * makes room. Safe for use by many threads.
 */
public final class ClipShelf {

    private record Key(String callSid, int turn) {}

    private record Sound(byte[] mp3, long sinceNanos) {}

    private final LinkedHashMap<Key, Sound> sounds = new LinkedHashMap<>();
    private final long mostBytes;
    private final Duration keep;
    private final LongSupplier nanos;
    private long bytes;

    /** @param nanos a monotonic clock */
    public ClipShelf(long mostBytes, Duration keep, LongSupplier nanos) {
        this.mostBytes = mostBytes;
        this.keep = keep;
        this.nanos = nanos;
    }

    public synchronized void put(String callSid, int turn, byte[] mp3) {
        var key = new Key(callSid, turn);
        remove(key);
        sounds.put(key, new Sound(mp3, nanos.getAsLong()));
        bytes += mp3.length;
        while (bytes > mostBytes && sounds.size() > 1) {
            remove(sounds.firstEntry().getKey());
        }
        expire();
    }

    public synchronized Optional<byte[]> mp3(String callSid, int turn) {
        Sound sound = sounds.get(new Key(callSid, turn));
        return sound == null ? Optional.empty() : Optional.of(sound.mp3());
    }

    public synchronized void expire() {
        long now = nanos.getAsLong();
        while (!sounds.isEmpty() && now - sounds.firstEntry().getValue().sinceNanos() > keep.toNanos()) {
            remove(sounds.firstEntry().getKey());
        }
    }

    public synchronized long bytes() {
        return bytes;
    }

    private void remove(Key key) {
        Sound gone = sounds.remove(key);
        if (gone != null) {
            bytes -= gone.mp3().length;
        }
    }
}
