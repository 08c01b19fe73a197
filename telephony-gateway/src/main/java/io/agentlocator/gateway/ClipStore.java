package io.agentlocator.gateway;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The MP3 clips of turns that are played by TwiML, for Twilio to fetch. Bounded in bytes and in time; the oldest clip is
 * removed first. Safe for all threads.
 */
public final class ClipStore {

    private record Key(String callSid, int turn) {}

    private record Stored(byte[] mp3, long sinceNanos) {}

    private final LinkedHashMap<Key, Stored> clips = new LinkedHashMap<>();
    private final long mostBytes;
    private final Duration keep;
    private final LongSupplier nanos;
    private long bytes;

    /** @param nanos a monotonic clock */
    public ClipStore(long mostBytes, Duration keep, LongSupplier nanos) {
        this.mostBytes = mostBytes;
        this.keep = keep;
        this.nanos = nanos;
    }

    public synchronized void put(String callSid, int turn, byte[] mp3) {
        var key = new Key(callSid, turn);
        remove(key);
        clips.put(key, new Stored(mp3, nanos.getAsLong()));
        bytes += mp3.length;
        while (bytes > mostBytes && clips.size() > 1) {
            remove(clips.firstEntry().getKey());
        }
        expire();
    }

    public synchronized Optional<byte[]> mp3(String callSid, int turn) {
        Stored stored = clips.get(new Key(callSid, turn));
        return stored == null ? Optional.empty() : Optional.of(stored.mp3());
    }

    public synchronized void expire() {
        long now = nanos.getAsLong();
        while (!clips.isEmpty() && now - clips.firstEntry().getValue().sinceNanos() > keep.toNanos()) {
            remove(clips.firstEntry().getKey());
        }
    }

    public synchronized long bytes() {
        return bytes;
    }

    private void remove(Key key) {
        Stored gone = clips.remove(key);
        if (gone != null) {
            bytes -= gone.mp3().length;
        }
    }
}
