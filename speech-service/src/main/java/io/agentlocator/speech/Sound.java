package io.agentlocator.speech;

import io.agentlocator.events.MuLaw;

/**
 * A finished piece of mono sound.
 *
 * @param samples 16-bit PCM; not copied, so not to be changed by anybody
 * @param rate samples a second; 8000 for the telephone's sound
 */
public record Sound(short[] samples, int rate) {

    public Sound {
        if (rate <= 0) {
            throw new IllegalArgumentException("a rate is positive: " + rate);
        }
    }

    /** The telephone's own: 8 kHz μ-law without a header. */
    public static Sound ofMuLaw(byte[] mulaw) {
        return new Sound(MuLaw.decode(mulaw), MuLaw.RATE);
    }

    public long millis() {
        return samples.length * 1000L / rate;
    }

    @Override
    public String toString() {
        return "Sound[" + millis() + " ms at " + rate + " Hz]";
    }
}
