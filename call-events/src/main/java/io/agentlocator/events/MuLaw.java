package io.agentlocator.events;

/** G.711 μ-law, the telephone's encoding: one byte per sample, 8,000 per second. Source: ITU-T G.711, table 2a. */
public final class MuLaw {

    /** Samples per second, which are also bytes per second. */
    public static final int RATE = 8000;

    /** Positive zero. A byte of 0x00 would be the loudest negative sample. */
    public static final byte SILENCE = (byte) 0xFF;

    private static final int BIAS = 0x84;
    private static final int CLIP = 32635;
    private static final short[] DECODED = new short[256];

    static {
        for (int code = 0; code < 256; code++) {
            int inverted = ~code & 0xFF;
            int magnitude = (((inverted & 0x0F) << 3) + BIAS << ((inverted & 0x70) >> 4)) - BIAS;
            DECODED[code] = (short) ((inverted & 0x80) != 0 ? -magnitude : magnitude);
        }
    }

    private MuLaw() {}

    public static short decode(byte code) {
        return DECODED[code & 0xFF];
    }

    public static short[] decode(byte[] codes) {
        var samples = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            samples[i] = DECODED[codes[i] & 0xFF];
        }
        return samples;
    }

    public static byte encode(short sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs((int) sample), CLIP) + BIAS;
        int segment = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = (magnitude >> (segment + 3)) & 0x0F;
        return (byte) ~(sign | segment << 4 | mantissa);
    }

    public static byte[] encode(short[] samples) {
        var codes = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            codes[i] = encode(samples[i]);
        }
        return codes;
    }

    /** The duration of {@code bytes} in milliseconds, rounded down. */
    public static long millis(long bytes) {
        return bytes * 1000 / RATE;
    }
}
