package io.agentlocator.speech.openai;

import java.util.Arrays;

/**
 * Converts 24 kHz to 8 kHz while the sound comes: every third sample behind a low-pass filter of 97 taps (Blackman), flat to 3.2
 * kHz and -60 dB above 4.4 kHz. Without the filter the higher frequencies would be heard as hissing. Not thread-safe.
 */
final class Decimator {

    static final int RATIO = 3;

    private static final int TAPS = 97;
    private static final double CUT_OFF_HZ = 3_700;
    private static final double RATE = 24_000;
    private static final float[] FILTER = filter();

    /** The latest input. Half of the filter looks ahead, so the first outputs wait for it. */
    private float[] line = new float[TAPS / 2];

    private int oddByte = -1;

    /** @param pcm 16-bit little-endian, cut anywhere */
    short[] next(byte[] pcm) {
        float[] fresh = samples(pcm);
        float[] all = Arrays.copyOf(line, line.length + fresh.length);
        System.arraycopy(fresh, 0, all, line.length, fresh.length);
        int outputs = Math.max(0, (all.length - TAPS) / RATIO + (all.length >= TAPS ? 1 : 0));
        short[] out = filtered(all, outputs);
        line = Arrays.copyOfRange(all, outputs * RATIO, all.length);
        return out;
    }

    /** The rest of the sound, which the filter still holds. */
    short[] rest() {
        return next(new byte[TAPS / 2 * 2]);
    }

    private static short[] filtered(float[] all, int outputs) {
        short[] out = new short[outputs];
        for (int i = 0; i < outputs; i++) {
            float sum = 0;
            for (int tap = 0; tap < TAPS; tap++) {
                sum += FILTER[tap] * all[i * RATIO + tap];
            }
            out[i] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return out;
    }

    private float[] samples(byte[] pcm) {
        int from = 0;
        int carried = oddByte;
        int count = (pcm.length + (carried < 0 ? 0 : 1)) / 2;
        float[] samples = new float[count];
        for (int i = 0; i < count; i++) {
            int low = carried >= 0 ? carried : pcm[from++] & 0xFF;
            carried = -1;
            samples[i] = (short) (low | pcm[from++] << 8);
        }
        oddByte = carried >= 0 ? carried : from < pcm.length ? pcm[from] & 0xFF : -1;
        return samples;
    }

    private static float[] filter() {
        double[] taps = new double[TAPS];
        double sum = 0;
        for (int i = 0; i < TAPS; i++) {
            double at = i - (TAPS - 1) / 2.0;
            double x = 2 * CUT_OFF_HZ / RATE * at;
            double sinc = at == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
            double phase = 2 * Math.PI * i / (TAPS - 1);
            taps[i] = sinc * (0.42 - 0.5 * Math.cos(phase) + 0.08 * Math.cos(2 * phase));
            sum += taps[i];
        }
        float[] filter = new float[TAPS];
        for (int i = 0; i < TAPS; i++) {
            filter[i] = (float) (taps[i] / sum);
        }
        return filter;
    }
}
