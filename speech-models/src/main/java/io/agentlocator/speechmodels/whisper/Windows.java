package io.agentlocator.speechmodels.whisper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts long sound into windows that Whisper accepts, at the quietest place near the end of each. */
final class Windows {

    private static final int RATE = 16_000;

    /** Whisper accepts 30 s; the rest is for the silence that it needs at the end. */
    private static final int LONGEST = 28 * RATE;

    private static final int SHORTEST = 20 * RATE;
    private static final int PAUSE = RATE / 5;
    private static final int STEP = RATE / 50;

    private Windows() {}

    static List<float[]> of(float[] samples) {
        List<float[]> windows = new ArrayList<>();
        int begin = 0;
        while (samples.length - begin > LONGEST) {
            int cut = quietest(samples, begin + SHORTEST, begin + LONGEST);
            windows.add(Arrays.copyOfRange(samples, begin, cut));
            begin = cut;
        }
        windows.add(begin == 0 ? samples : Arrays.copyOfRange(samples, begin, samples.length));
        return windows;
    }

    private static int quietest(float[] samples, int from, int to) {
        int best = to - PAUSE / 2;
        double least = Double.MAX_VALUE;
        for (int start = from; start + PAUSE <= to; start += STEP) {
            double energy = 0;
            for (int i = start; i < start + PAUSE; i++) {
                energy += samples[i] * samples[i];
            }
            if (energy < least) {
                least = energy;
                best = start + PAUSE / 2;
            }
        }
        return best;
    }
}
