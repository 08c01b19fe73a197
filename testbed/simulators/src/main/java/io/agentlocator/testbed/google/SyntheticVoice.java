package io.agentlocator.testbed.google;

import io.agentlocator.testbed.sound.Mulaw;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A voice without words, audible and distinct for each text: 60 ms for each letter, a buzz with the envelope of syllables.
 * The same text and voice give the same bytes; no two stretches are alike. A space is softer, a full stop is 150 ms of
 * silence.
 */
public final class SyntheticVoice {

    public static final int MS_A_LETTER = 60;
    private static final int MS_A_STOP = 150;
    private static final int A_LETTER = Mulaw.RATE * MS_A_LETTER / 1000;

    private SyntheticVoice() {}

    /** @return 8 kHz μ-law without a header; a whole number of 20 ms frames */
    public static byte[] say(String text, String voice) {
        long seed = 17;
        for (byte b : (voice + "\n" + text).getBytes(StandardCharsets.UTF_8)) {
            seed = seed * 31 + b;
        }
        var random = new SplittableRandom(seed);
        double pitch = 90 + (Math.floorMod(voice.hashCode(), 100)) + 20 * random.nextDouble();
        var sound = new byte[length(text)];
        int at = 0;
        double phase = 0;
        for (int point : text.codePoints().toArray()) {
            int samples = samples(point);
            if (isStop(point)) {
                Arrays.fill(sound, at, at + samples, Mulaw.SILENCE);
                at += samples;
                continue;
            }
            double loud = Character.isWhitespace(point) ? 900 : 6000 + point * 37 % 4000;
            double bend = 1 + (point % 13 - 6) / 60.0;
            for (int i = 0; i < samples; i++) {
                phase += 2 * Math.PI * pitch * bend / Mulaw.RATE;
                double envelope = 0.35 + 0.65 * Math.sin(Math.PI * (i + 0.5) / samples);
                double tone = Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.3 * Math.sin(5 * phase);
                double breath = (random.nextDouble() - 0.5) * 0.4;
                sound[at++] = Mulaw.canonical(Mulaw.encode((int) (loud * envelope * (tone + breath))));
            }
        }
        return sound;
    }

    private static int length(String text) {
        return text.codePoints().map(SyntheticVoice::samples).sum();
    }

    private static int samples(int point) {
        return isStop(point) ? Mulaw.RATE * MS_A_STOP / 1000 / Mulaw.FRAME * Mulaw.FRAME : A_LETTER;
    }

    private static boolean isStop(int point) {
        return point == '.' || point == '?' || point == '!' || point == ',';
    }
}
