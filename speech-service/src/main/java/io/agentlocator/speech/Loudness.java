package io.agentlocator.speech;

import io.agentlocator.events.MuLaw;

/** How loud sound is. */
public final class Loudness {

    /** Below this root mean square of 16-bit samples a stretch of sound is silence to a caller: about -50 dB of full scale. */
    public static final double AUDIBLE = 100;

    private static final int STRETCHES_PER_SECOND = 50;

    private Loudness() {}

    /** Whether any 20 ms of the sound can be heard. */
    public static boolean audible(short[] samples, int rate) {
        return firstAudible(samples, rate) >= 0;
    }

    /** Where the first audible 20 ms of μ-law sound begin; -1 if there are none. */
    public static int firstAudible(byte[] mulaw) {
        return firstAudible(MuLaw.decode(mulaw), MuLaw.RATE);
    }

    private static int firstAudible(short[] samples, int rate) {
        int stretch = Math.max(1, rate / STRETCHES_PER_SECOND);
        for (int from = 0; from < samples.length; from += stretch) {
            int to = Math.min(samples.length, from + stretch);
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
