package io.agentlocator.speech.audio;

import io.agentlocator.events.MuLaw;

/** Whether sound is loud enough to be heard. */
public final class Loudness {

    /** Root mean square of 16-bit samples below which a caller hears silence: about -50 dB of full scale. */
    private static final double AUDIBLE = 100;

    private static final int WINDOWS_PER_SECOND = 50;

    private Loudness() {}

    /** Whether any window of 20 ms is audible. */
    public static boolean audible(short[] samples, int rate) {
        return firstAudible(samples, rate) >= 0;
    }

    /** @return the byte where the first audible 20 ms of 8 kHz μ-law begin; -1 if nothing is audible */
    public static int firstAudible(byte[] mulaw) {
        return firstAudible(MuLaw.decode(mulaw), MuLaw.RATE);
    }

    private static int firstAudible(short[] samples, int rate) {
        int window = Math.max(1, rate / WINDOWS_PER_SECOND);
        for (int from = 0; from < samples.length; from += window) {
            int to = Math.min(samples.length, from + window);
            double energy = 0;
            for (int i = from; i < to; i++) {
                energy += (double) samples[i] * samples[i];
            }
            if (Math.sqrt(energy / (to - from)) >= AUDIBLE) {
                return from;
            }
        }
        return -1;
    }
}
