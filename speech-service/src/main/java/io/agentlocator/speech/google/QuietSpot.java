package io.agentlocator.speech.google;

import io.agentlocator.events.MuLaw;

/**
 * The quietest 20 ms in a piece of speech, where a stream can be replaced.
 *
 * @param at the first byte of those 20 ms
 * @param quiet whether it is a gap between words rather than the softest part of a word
 */
record QuietSpot(int at, boolean quiet) {

    private static final int FRAME = 160;
    private static final double GAP = 300;

    static QuietSpot in(byte[] mulaw) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int from = 0; from < mulaw.length; from += FRAME) {
            int to = Math.min(mulaw.length, from + FRAME);
            double energy = 0;
            for (int i = from; i < to; i++) {
                double sample = MuLaw.decode(mulaw[i]);
                energy += sample * sample;
            }
            double loudness = Math.sqrt(energy / (to - from));
            if (loudness < least) {
                least = loudness;
                best = from;
            }
        }
        return new QuietSpot(best, least < GAP);
    }
}
