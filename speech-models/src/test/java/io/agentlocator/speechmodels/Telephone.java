package io.agentlocator.speechmodels;

/** Sound after a telephone line: encoded as μ-law (G.711) and decoded. */
public final class Telephone {

    private static final int BIAS = 0x84;
    private static final int CLIP = 32635;

    private Telephone() {}

    public static short[] line(short[] pcm) {
        short[] heard = new short[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            heard[i] = decode(encode(pcm[i]));
        }
        return heard;
    }

    private static int encode(short sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(CLIP, Math.abs((int) sample)) + BIAS;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = (magnitude >> (exponent + 3)) & 0x0F;
        return ~(sign | exponent << 4 | mantissa) & 0xFF;
    }

    private static short decode(int code) {
        int bits = ~code & 0xFF;
        int magnitude = (((bits & 0x0F) << 3) + BIAS << ((bits & 0x70) >> 4)) - BIAS;
        return (short) ((bits & 0x80) != 0 ? -magnitude : magnitude);
    }
}
