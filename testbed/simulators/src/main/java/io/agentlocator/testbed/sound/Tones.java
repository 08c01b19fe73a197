package io.agentlocator.testbed.sound;

import java.time.Duration;

/** Tones in place of sound that is not synthesised here: the record beep, the words of Say. */
public final class Tones {
    private Tones() {}

    /** A sine of the given pitch and peak amplitude. */
    public static byte[] sine(double hertz, int amplitude, Duration length) {
        byte[] sound = new byte[(int) (length.toMillis() * Mulaw.RATE / 1000)];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = Mulaw.encode((short) (amplitude * Math.sin(2 * Math.PI * hertz * i / Mulaw.RATE)));
        }
        return sound;
    }
}
