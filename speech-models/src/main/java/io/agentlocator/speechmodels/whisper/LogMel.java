package io.agentlocator.speechmodels.whisper;

import java.util.Arrays;

/**
 * Whisper's input: the logarithm of 80 mel bands, one column per 10 ms of 16 kHz samples. Follows
 * {@code log_mel_spectrogram} of the reference code (window 400, hop 160, reflected edges, Slaney mel scale).
 */
final class LogMel {

    static final int BANDS = 80;
    static final int HOP = 160;

    private static final int WINDOW = 400;
    private static final int HALF = WINDOW / 2;
    private static final int BINS = HALF + 1;
    private static final double BIN_HERTZ = 40;
    private static final double TOP_HERTZ = 8000;
    private static final float FLOOR = 1e-10f;

    private static final float[] HANN = new float[WINDOW];
    /** The rows of a real Fourier transform: [sample][bin]; a sum over rows lets the compiler use wide registers. */
    private static final float[][] COSINE = new float[BINS][BINS];

    private static final float[][] SINE = new float[BINS][BINS];
    private static final int[] BAND_FIRST = new int[BANDS];
    private static final float[][] BAND_WEIGHTS = new float[BANDS][];

    static {
        for (int i = 0; i < WINDOW; i++) {
            HANN[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW));
        }
        for (int sample = 0; sample < BINS; sample++) {
            for (int bin = 0; bin < BINS; bin++) {
                double angle = 2 * Math.PI * ((long) sample * bin % WINDOW) / WINDOW;
                COSINE[sample][bin] = (float) Math.cos(angle);
                SINE[sample][bin] = (float) Math.sin(angle);
            }
        }
        double[] edges = new double[BANDS + 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = toHertz(toMel(TOP_HERTZ) * i / (BANDS + 1));
        }
        for (int band = 0; band < BANDS; band++) {
            float[] weights = new float[BINS];
            int first = BINS;
            int last = -1;
            for (int bin = 0; bin < BINS; bin++) {
                double hertz = bin * BIN_HERTZ;
                double rising = (hertz - edges[band]) / (edges[band + 1] - edges[band]);
                double falling = (edges[band + 2] - hertz) / (edges[band + 2] - edges[band + 1]);
                double weight = Math.max(0, Math.min(rising, falling)) * 2 / (edges[band + 2] - edges[band]);
                weights[bin] = (float) weight;
                if (weight > 0) {
                    first = Math.min(first, bin);
                    last = bin;
                }
            }
            BAND_FIRST[band] = Math.min(first, BINS - 1);
            BAND_WEIGHTS[band] = last < 0 ? new float[0] : Arrays.copyOfRange(weights, first, last + 1);
        }
    }

    private LogMel() {}

    /**
     * The spectrogram, padded with silence to a length.
     *
     * @param samples 16 kHz, -1..1
     * @param columns number of columns, 10 ms each; sound beyond them is ignored
     * @return band by band, {@code columns} values each
     */
    static float[] of(float[] samples, int columns) {
        float[] mel = new float[BANDS * columns];
        // Columns beyond the sound hold silence: every band at the floor.
        int sounding = Math.min(columns, samples.length / HOP + 2);
        int seen = Math.min(samples.length, columns * HOP);
        float[] even = new float[BINS];
        float[] odd = new float[BINS];
        float[] real = new float[BINS];
        float[] imaginary = new float[BINS];
        float highest = (float) Math.log10(FLOOR);
        Arrays.fill(mel, highest);
        for (int column = 0; column < sounding; column++) {
            fold(samples, seen, column * HOP - HALF, even, odd);
            transform(even, odd, real, imaginary);
            for (int bin = 0; bin < BINS; bin++) {
                real[bin] = real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
            }
            for (int band = 0; band < BANDS; band++) {
                float[] weights = BAND_WEIGHTS[band];
                float sum = 0;
                for (int i = 0; i < weights.length; i++) {
                    sum += weights[i] * real[BAND_FIRST[band] + i];
                }
                float value = (float) Math.log10(Math.max(sum, FLOOR));
                mel[band * columns + column] = value;
                highest = Math.max(highest, value);
            }
        }
        for (int i = 0; i < mel.length; i++) {
            mel[i] = (Math.max(mel[i], highest - 8) + 4) / 4;
        }
        return mel;
    }

    /** Windows 400 samples and folds them about their middle: cosines use the sum of both halves, sines the difference. */
    private static void fold(float[] samples, int seen, int start, float[] even, float[] odd) {
        even[0] = at(samples, seen, start) * HANN[0];
        odd[0] = 0;
        for (int i = 1; i < HALF; i++) {
            float ahead = at(samples, seen, start + i) * HANN[i];
            float behind = at(samples, seen, start + WINDOW - i) * HANN[WINDOW - i];
            even[i] = ahead + behind;
            odd[i] = ahead - behind;
        }
        even[HALF] = at(samples, seen, start + HALF) * HANN[HALF];
        odd[HALF] = 0;
    }

    private static float at(float[] samples, int seen, int index) {
        int reflected = Math.abs(index);
        return reflected < seen ? samples[reflected] : 0;
    }

    private static void transform(float[] even, float[] odd, float[] real, float[] imaginary) {
        Arrays.fill(real, 0);
        Arrays.fill(imaginary, 0);
        for (int sample = 0; sample < BINS; sample++) {
            float sum = even[sample];
            float difference = odd[sample];
            float[] cosine = COSINE[sample];
            float[] sine = SINE[sample];
            for (int bin = 0; bin < BINS; bin++) {
                real[bin] += sum * cosine[bin];
                imaginary[bin] += difference * sine[bin];
            }
        }
    }

    private static double toMel(double hertz) {
        return hertz >= 1000 ? 15 + Math.log(hertz / 1000) / (Math.log(6.4) / 27) : hertz * 3 / 200;
    }

    private static double toHertz(double mel) {
        return mel >= 15 ? 1000 * Math.exp(Math.log(6.4) / 27 * (mel - 15)) : 200 * mel / 3;
    }
}
