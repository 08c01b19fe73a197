package io.agentlocator.speech.audio;

import io.agentlocator.events.MuLaw;

/**
 * A finished piece of mono sound.
 *
 * @param samples 16-bit PCM; not copied, so nobody may change the array
 * @param rate samples per second; 8000 for telephone sound
 */
public record PcmAudio(short[] samples, int rate) {

    public PcmAudio {
        if (rate <= 0) {
            throw new IllegalArgumentException("the sample rate must be positive: " + rate);
        }
    }

    /** @param mulaw 8 kHz G.711 μ-law without a header */
    public static PcmAudio ofMuLaw(byte[] mulaw) {
        return new PcmAudio(MuLaw.decode(mulaw), MuLaw.RATE);
    }

    public long millis() {
        return samples.length * 1000L / rate;
    }

    @Override
    public String toString() {
        return "PcmAudio[" + millis() + " ms at " + rate + " Hz]";
    }
}
