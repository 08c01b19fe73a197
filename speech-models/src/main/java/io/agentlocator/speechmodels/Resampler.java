package io.agentlocator.speechmodels;

/**
 * Changes the sample rate of a complete piece of sound by the ratio of two small integers, with a windowed-sinc polyphase
 * filter (linear phase, delay removed). Immutable and thread-safe.
 */
public final class Resampler {

    /** Zero crossings of the sinc on each side, counted at the lower of both rates. */
    private static final int CROSSINGS = 28;

    /** Cut-off as a fraction of the lower rate's Nyquist frequency. */
    private static final double CUT_OFF = 0.95;

    private final int up;
    private final int down;
    private final int reach;
    private final float[][] phases;

    private Resampler(int up, int down) {
        this.up = up;
        this.down = down;
        double ratio = (double) up / down;
        double bandwidth = CUT_OFF * Math.min(1, ratio);
        this.reach = (int) Math.ceil(CROSSINGS / Math.min(1, ratio));
        this.phases = new float[up][2 * reach];
        for (int phase = 0; phase < up; phase++) {
            double fraction = (double) phase / up;
            double sum = 0;
            double[] taps = new double[2 * reach];
            for (int i = 0; i < taps.length; i++) {
                double distance = fraction - (i - reach + 1);
                taps[i] = sinc(bandwidth * distance) * window(distance / reach);
                sum += taps[i];
            }
            for (int i = 0; i < taps.length; i++) {
                phases[phase][i] = (float) (taps[i] / sum);
            }
        }
    }

    /**
     * A resampler between two rates.
     *
     * @param from samples per second of the input
     * @param to samples per second of the output
     */
    public static Resampler between(int from, int to) {
        if (from <= 0 || to <= 0) {
            throw new IllegalArgumentException("A sample rate is positive: from=" + from + " to=" + to);
        }
        int divisor = greatestCommonDivisor(from, to);
        return new Resampler(to / divisor, from / divisor);
    }

    /** The same sound at the other rate; its duration equals the input's to within one sample. */
    public float[] apply(float[] samples) {
        if (up == down) {
            return samples.clone();
        }
        float[] result = new float[(int) ((long) samples.length * up / down)];
        for (int i = 0; i < result.length; i++) {
            long position = (long) i * down;
            int start = (int) (position / up) - reach + 1;
            float[] taps = phases[(int) (position % up)];
            int first = Math.max(0, -start);
            int last = Math.min(taps.length, samples.length - start);
            float sum = 0;
            for (int tap = first; tap < last; tap++) {
                sum += taps[tap] * samples[start + tap];
            }
            result[i] = sum;
        }
        return result;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double window(double x) {
        return Math.abs(x) >= 1 ? 0 : 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x);
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
