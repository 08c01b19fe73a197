package io.agentlocator.testbed.suite.bench;

import io.agentlocator.speechmodels.kokoro.Kokoro;
import io.agentlocator.testbed.google.GoogleSimulator;
import io.agentlocator.testbed.google.SyntheticVoice;
import io.agentlocator.testbed.suite.KokoroVoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The lines of each caller, and when each 20 ms of them reached the recogniser. No two callers have the same bytes, so
 * 20 ms of sound identify the caller and the place in the line. Thread-safe.
 */
final class CallerClips {

    static final int FRAME = 160;

    /** One caller's line. @param arrivals by frame: microseconds since the epoch, 0 before it has arrived */
    record Clip(String text, byte[] mulaw, AtomicLongArray arrivals) {}

    private record Place(Clip clip, int frame) {}

    private final List<Map<String, Clip>> callers = new ArrayList<>();
    private final Map<Long, Place> places = new HashMap<>();

    /** @param lines without repetitions, since a line is identified by its words */
    static CallerClips synthetic(int callers, List<String> lines) {
        var clips = new CallerClips();
        for (int caller = 0; caller < callers; caller++) {
            for (String line : lines) {
                clips.add(caller, line, SyntheticVoice.say(line, "caller-" + caller));
            }
        }
        return clips;
    }

    /** A person's voice, with a little noise that differs by caller. */
    static CallerClips kokoro(int callers, List<String> lines, Path directory) throws Exception {
        var clips = new CallerClips();
        try (var voice = new KokoroVoice(directory, Kokoro.CALLER_VOICE)) {
            for (int caller = 0; caller < callers; caller++) {
                for (String line : lines) {
                    clips.add(caller, line, breathing(voice.mulaw(line), caller));
                }
            }
        }
        return clips;
    }

    /** Flips the last bit of a tenth of the samples. */
    private static byte[] breathing(byte[] mulaw, int caller) {
        var random = new SplittableRandom(caller);
        byte[] sound = Arrays.copyOf(mulaw, (mulaw.length + FRAME - 1) / FRAME * FRAME);
        Arrays.fill(sound, mulaw.length, sound.length, (byte) 0xFF);
        for (int i = 0; i < mulaw.length; i++) {
            // Near silence the codes are so close that the bit is inaudible; 0x7F and 0xFF are the two zeros.
            int code = sound[i] & 0x7F;
            if (code < 0x7E && random.nextInt(10) == 0) {
                sound[i] ^= 1;
            }
        }
        return sound;
    }

    private void add(int caller, String line, byte[] mulaw) {
        while (callers.size() <= caller) {
            callers.add(new HashMap<>());
        }
        var clip = new Clip(line, mulaw, new AtomicLongArray(mulaw.length / FRAME));
        callers.get(caller).put(line, clip);
        var twice = new ArrayList<Long>();
        for (int frame = 0; frame < clip.arrivals.length(); frame++) {
            long hash = hash(mulaw, frame * FRAME);
            if (places.putIfAbsent(hash, new Place(clip, frame)) != null) {
                twice.add(hash);
            }
        }
        // Silence is the same for all callers and identifies none.
        twice.forEach(places::remove);
    }

    void tell(GoogleSimulator google) {
        callers.forEach(lines -> lines.values().forEach(clip -> google.know(clip.text, clip.mulaw)));
    }

    Clip clip(int caller, String line) {
        Clip clip = callers.get(caller).get(line);
        if (clip == null) {
            throw new IllegalArgumentException("the caller has no such line");
        }
        return clip;
    }

    void forgetArrivals() {
        callers.forEach(lines -> lines.values().forEach(clip -> {
            for (int i = 0; i < clip.arrivals.length(); i++) {
                clip.arrivals.set(i, 0);
            }
        }));
    }

    /**
     * Records a message to the recogniser. Its sound is at its end, in whole frames as the caller sent them; repeated sound
     * does not count.
     */
    void arrived(byte[] message, long micros) {
        for (int at = message.length - FRAME; at >= 0; at -= FRAME) {
            Place place = places.get(hash(message, at));
            if (place != null) {
                place.clip.arrivals.compareAndSet(place.frame, 0, micros);
            }
        }
    }

    private static long hash(byte[] bytes, int from) {
        long hash = 0;
        for (int i = from; i < from + FRAME; i++) {
            hash = hash * 0x9E3779B97F4A7C15L + bytes[i] + 129;
        }
        return hash;
    }
}
