package io.agentlocator.testbed.google;

/** G.711 μ-law as ITU-T table 2a has it; this simulator's own, so that it does not share a mistake with what it tests. */
final class Mulaw {

    static final int RATE = 8000;
    static final int FRAME = 160;
    static final byte SILENCE = (byte) 0xFF;

    private static final int BIAS = 0x84;
    private static final int[] SEGMENT_ENDS = {0xFF, 0x1FF, 0x3FF, 0x7FF, 0xFFF, 0x1FFF, 0x3FFF, 0x7FFF};

    private Mulaw() {}

    static short decode(byte code) {
        int bits = ~code;
        int magnitude = ((bits & 0x0F) << 3) + BIAS;
        magnitude <<= (bits & 0x70) >> 4;
        return (short) ((bits & 0x80) != 0 ? BIAS - magnitude : magnitude - BIAS);
    }

    static byte encode(int sample) {
        int mask = 0xFF;
        int magnitude = sample;
        if (sample < 0) {
            magnitude = -sample;
            mask = 0x7F;
        }
        magnitude = Math.min(magnitude, 32635) + BIAS;
        int segment = 0;
        while (segment < 8 && magnitude > SEGMENT_ENDS[segment]) {
            segment++;
        }
        if (segment >= 8) {
            return (byte) (0x7F ^ mask);
        }
        return (byte) ((segment << 4 | magnitude >> (segment + 3) & 0x0F) ^ mask);
    }

    /** The negative zero becomes the positive one: the only two codes that a way through PCM does not tell apart. */
    static byte canonical(byte code) {
        return code == 0x7F ? SILENCE : code;
    }

    /** Root mean square of 16-bit samples. */
    static double loudness(byte[] mulaw, int from, int to) {
        double energy = 0;
        for (int i = from; i < to; i++) {
            double sample = decode(mulaw[i]);
            energy += sample * sample;
        }
        return to > from ? Math.sqrt(energy / (to - from)) : 0;
    }
}
