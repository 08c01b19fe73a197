package io.agentlocator.testbed.sound;

/** Converts sound of any rate to 8 kHz. */
public final class Resampling {
    private Resampling() {}

    /** Averages over the span of each output sample, which is low-pass enough for speech on a telephone. */
    public static short[] to8k(short[] samples, int rate) {
        if (rate == Mulaw.RATE) return samples;
        double step = (double) rate / Mulaw.RATE;
        short[] out = new short[(int) (samples.length / step)];
        for (int i = 0; i < out.length; i++) {
            double from = i * step;
            if (step < 1) {
                int left = (int) from;
                int right = Math.min(left + 1, samples.length - 1);
                double part = from - left;
                out[i] = (short) (samples[left] * (1 - part) + samples[right] * part);
            } else {
                int first = (int) from;
                int last = Math.min(samples.length, Math.max(first + 1, (int) (from + step)));
                long sum = 0;
                for (int k = first; k < last; k++) sum += samples[k];
                out[i] = (short) (sum / (last - first));
            }
        }
        return out;
    }
}
