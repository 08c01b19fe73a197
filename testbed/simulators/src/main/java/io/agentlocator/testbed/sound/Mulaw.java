package io.agentlocator.testbed.sound;

/** G.711 μ-law at 8000 samples per second, one byte per sample. */
public final class Mulaw {
    public static final int RATE = 8000;
    /** Bytes of 20 ms. */
    public static final int FRAME = 160;
    /** The byte that a telephone sends for silence. 0x00 is the loudest negative sample, a click. */
    public static final byte SILENCE = (byte) 0xFF;

    private static final int BIAS = 0x84;
    private static final int CLIP = 32635;
    private static final short[] LINEAR = new short[256];
    private static final byte[] CODED = new byte[65536];

    static {
        for (int i = 0; i < 256; i++) LINEAR[i] = expand(i);
        for (int i = 0; i < 65536; i++) CODED[i] = compress((short) i);
    }

    private Mulaw() {}

    public static short decode(byte coded) {
        return LINEAR[coded & 0xFF];
    }

    /** Samples beyond 16 bits are clipped. */
    public static byte encode(int linear) {
        return CODED[Math.clamp(linear, Short.MIN_VALUE, Short.MAX_VALUE) & 0xFFFF];
    }

    public static short[] decode(byte[] coded) {
        short[] samples = new short[coded.length];
        for (int i = 0; i < coded.length; i++) samples[i] = decode(coded[i]);
        return samples;
    }

    public static byte[] encode(short[] linear) {
        byte[] coded = new byte[linear.length];
        for (int i = 0; i < linear.length; i++) coded[i] = encode(linear[i]);
        return coded;
    }

    public static byte[] silence(int samples) {
        byte[] silent = new byte[samples];
        java.util.Arrays.fill(silent, SILENCE);
        return silent;
    }

    /** Negative zero becomes positive zero: PCM does not distinguish these two codes, and no others. */
    public static byte canonical(byte coded) {
        return coded == 0x7F ? SILENCE : coded;
    }

    /** Root mean square of the decoded samples, 0 to 32767; 0 for an empty stretch. */
    public static double rms(byte[] coded, int from, int length) {
        if (length <= 0) return 0;
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            double sample = decode(coded[i]);
            sum += sample * sample;
        }
        return Math.sqrt(sum / length);
    }

    private static short expand(int coded) {
        int inverted = ~coded & 0xFF;
        int magnitude = (((inverted & 0x0F) << 3) + BIAS) << ((inverted & 0x70) >> 4);
        int value = magnitude - BIAS;
        return (short) ((inverted & 0x80) != 0 ? -value : value);
    }

    private static byte compress(short linear) {
        int sign = linear < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs((int) linear), CLIP) + BIAS;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = (magnitude >> (exponent + 3)) & 0x0F;
        return (byte) ~(sign | (exponent << 4) | mantissa);
    }
}
