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
 * What each caller says, and when each 20 ms of it came to the recogniser. No two callers have the same bytes, so that
 * 20 ms of sound tell whose they are and where in the line they belong. Safe for all threads.
 */
final class CallerClips {

    static final int FRAME = 160;

    /** One caller's line. @param arrivals by frame: microseconds since the epoch, 0 while it has not come */
    record Clip(String text, byte[] mulaw, AtomicLongArray arrivals) {}

    private record Place(Clip clip, int frame) {}

    private final List<Map<String, Clip>> callers = new ArrayList<>();
    private final Map<Long, Place> places = new HashMap<>();

    /** @param lines each but once: a line is known by its words */
    static CallerClips synthetic(int callers, List<String> lines) {
        var clips = new CallerClips();
        for (int caller = 0; caller < callers; caller++) {
            for (String line : lines) {
                clips.add(caller, line, SyntheticVoice.say(line, "caller-" + caller));
            }
        }
        return clips;
    }

    /** A person's voice, the same for all but for a breath of noise. */
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

    /** The last bit of a tenth of the samples is turned. */
    private static byte[] breathing(byte[] mulaw, int caller) {
        var random = new SplittableRandom(caller);
        byte[] sound = Arrays.copyOf(mulaw, (mulaw.length + FRAME - 1) / FRAME * FRAME);
        Arrays.fill(sound, mulaw.length, sound.length, (byte) 0xFF);
        for (int i = 0; i < mulaw.length; i++) {
            // Near silence the codes lie so close together that the bit is not heard; 0x7F and 0xFF are the two zeros.
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
        // Silence is the same everywhere: it tells nothing.
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
     * A message has come to the recogniser. Its sound is its end, in whole frames as they left the caller; repeated sound
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
