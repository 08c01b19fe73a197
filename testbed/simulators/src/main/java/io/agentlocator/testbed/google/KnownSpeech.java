package io.agentlocator.testbed.google;

import io.agentlocator.testbed.sound.Mulaw;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Clips with their words, found in a stream by their bytes. Each audible 20 ms of a clip are indexed by a rolling hash,
 * so it does not matter where a stream begins or is cut.
 *
 * <p>Words are spread over the audible part of a clip by their length: half of a clip gives the words of that half.
 */
public final class KnownSpeech {

    /** @param text empty when the words are unknown */
    public record Hearing(String text, Duration length) {}

    static final double AUDIBLE = 250;
    private static final long BASE = 0x9E3779B97F4A7C15L | 1;
    private static final long OLDEST_FACTOR;

    static {
        long factor = 1;
        for (int i = 0; i < Mulaw.FRAME; i++) {
            factor *= BASE;
        }
        OLDEST_FACTOR = factor;
    }

    /** 20 ms of a clip. */
    record Place(Clip clip, int frame) {}

    /** @param audible frames with a voice in them, in order */
    record Clip(String text, byte[] mulaw, List<Integer> audible) {

        /** The words whose middle lies in the stretch, so that a cut gives each word to one side only. */
        List<String> words(Set<Integer> heard) {
            var words = text.strip().split("\\s+");
            int letters = Arrays.stream(words).mapToInt(String::length).sum();
            var found = new ArrayList<String>();
            int before = 0;
            for (var word : words) {
                int middle = audible.size() * (2 * before + word.length()) / (2 * letters);
                before += word.length();
                if (heard.contains(audible.get(Math.min(middle, audible.size() - 1)))) {
                    found.add(word);
                }
            }
            return found;
        }
    }

    private final Map<Long, List<Place>> places = new ConcurrentHashMap<>();
    private final List<VoicePrint> prints = new CopyOnWriteArrayList<>();

    /**
     * A later clip with the same bytes replaces the earlier one.
     *
     * @param mulaw 8 kHz, no header
     * @throws IllegalArgumentException without words or without audible sound
     */
    public void know(String text, byte[] mulaw) {
        var bytes = mulaw.clone();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Mulaw.canonical(bytes[i]);
        }
        var audible = new ArrayList<Integer>();
        for (int frame = 0; (frame + 1) * Mulaw.FRAME <= bytes.length; frame++) {
            if (Mulaw.rms(bytes, frame * Mulaw.FRAME, Mulaw.FRAME) >= AUDIBLE) {
                audible.add(frame);
            }
        }
        if (text.isBlank() || audible.isEmpty()) {
            throw new IllegalArgumentException("a clip needs words and audible sound");
        }
        var clip = new Clip(text, bytes, List.copyOf(audible));
        for (int frame : audible) {
            long hash = 0;
            for (int i = frame * Mulaw.FRAME; i < (frame + 1) * Mulaw.FRAME; i++) {
                hash = hash * BASE + (bytes[i] & 0xFF) + 1;
            }
            var here = places.computeIfAbsent(hash, h -> new CopyOnWriteArrayList<>());
            here.removeIf(place -> Arrays.equals(place.clip.mulaw, bytes));
            here.add(new Place(clip, frame));
        }
        var print = VoicePrint.of(text, bytes);
        prints.removeIf(print::equals);
        prints.add(print);
    }

    /**
     * The words of a whole clip: found by its bytes, or by its loudness if the sample rate was converted on the way.
     *
     * @param sound WAVE, or μ-law of 8 kHz without a header
     * @throws IllegalArgumentException when the file cannot be read
     */
    public Hearing words(byte[] sound) {
        byte[] mulaw = WholeClipRecognition.mulaw(sound);
        var length = Duration.ofMillis(mulaw.length * 1000L / Mulaw.RATE);
        var ear = new StreamRecognition(this, 600);
        var heard = new ArrayList<>(ear.hear(mulaw));
        heard.addAll(ear.end());
        var words = new ArrayList<String>();
        for (var each : heard) {
            if (each instanceof StreamRecognition.Result.Final last
                    && !last.text().isEmpty()) {
                words.add(last.text());
            }
        }
        var text = words.isEmpty()
                ? VoicePrint.nearest(prints, mulaw).map(VoicePrint::text).orElse("")
                : String.join(" ", words);
        return new Hearing(text, length);
    }

    /** μ-law as 16-bit samples. */
    public static short[] samples(byte[] mulaw) {
        var samples = new short[mulaw.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Mulaw.decode(mulaw[i]);
        }
        return samples;
    }

    void forget() {
        prints.clear();
        places.clear();
    }

    /** The last 20 ms of one stream, with a rolling hash. */
    final class Window {
        private final byte[] ring = new byte[Mulaw.FRAME];
        private int count;
        private long hash;

        /** @return the places of known clips that end with this byte */
        List<Place> add(byte code) {
            byte bit = Mulaw.canonical(code);
            int at = count % Mulaw.FRAME;
            hash = hash * BASE + (bit & 0xFF) + 1;
            if (count >= Mulaw.FRAME) {
                hash -= OLDEST_FACTOR * ((ring[at] & 0xFF) + 1);
            }
            ring[at] = bit;
            count++;
            if (count < Mulaw.FRAME) {
                return List.of();
            }
            var found = places.get(hash);
            return found == null
                    ? List.of()
                    : found.stream().filter(this::equal).toList();
        }

        private boolean equal(Place place) {
            int from = place.frame * Mulaw.FRAME;
            for (int i = 0; i < Mulaw.FRAME; i++) {
                if (place.clip.mulaw[from + i] != ring[(count + i) % Mulaw.FRAME]) {
                    return false;
                }
            }
            return true;
        }
    }

    Window window() {
        return new Window();
    }
}
