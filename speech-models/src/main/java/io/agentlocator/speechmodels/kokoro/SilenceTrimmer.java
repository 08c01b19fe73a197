package io.agentlocator.speechmodels.kokoro;

import java.util.Arrays;

/** Shortens the silence before and after speech, which the caller would wait through. */
final class SilenceTrimmer {

    private static final float SOUNDING = 0.01f;
    private static final double KEPT_BEFORE_SECONDS = 0.06;
    private static final double KEPT_AFTER_SECONDS = 0.18;

    private SilenceTrimmer() {}

    static float[] shortened(float[] samples, int sampleRate) {
        int first = 0;
        while (first < samples.length && Math.abs(samples[first]) < SOUNDING) {
            first++;
        }
        if (first == samples.length) {
            return samples;
        }
        int last = samples.length - 1;
        while (Math.abs(samples[last]) < SOUNDING) {
            last--;
        }
        int from = Math.max(0, first - (int) (KEPT_BEFORE_SECONDS * sampleRate));
        int to = Math.min(samples.length, last + 1 + (int) (KEPT_AFTER_SECONDS * sampleRate));
        return Arrays.copyOfRange(samples, from, to);
    }
}
