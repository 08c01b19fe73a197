package io.agentlocator.speechmodels;

/** Converts samples between the forms of models and telephones: floats in -1..1 and signed 16-bit integers. */
public final class Samples {

    private static final float FULL_SCALE = 32768f;

    private Samples() {}

    /** Floats in -1..1 from 16-bit samples. */
    public static float[] toFloats(short[] pcm) {
        float[] floats = new float[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            floats[i] = pcm[i] / FULL_SCALE;
        }
        return floats;
    }

    /** 16-bit samples from floats; values outside -1..1 are clipped. */
    public static short[] toShorts(float[] samples) {
        short[] pcm = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            int value = Math.round(samples[i] * FULL_SCALE);
            pcm[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
        }
        return pcm;
    }
}
