package io.agentlocator.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts long sound into pieces that an engine can take, at the quietest places. */
public final class Pieces {

    private static final int STRETCHES_PER_SECOND = 50;

    /** A cut is made in the middle of a pause of so many stretches: 200 ms. */
    private static final int PAUSE = 10;

    private Pieces() {}

    /** @param longestSeconds no piece is longer; where it can be, a piece is longer than half of that */
    public static List<Sound> of(Sound sound, int longestSeconds) {
        int longest = longestSeconds * sound.rate();
        short[] samples = sound.samples();
        if (samples.length <= longest) {
            return List.of(sound);
        }
        var pieces = new ArrayList<Sound>();
        int begin = 0;
        while (samples.length - begin > longest) {
            int cut = quietest(samples, begin + longest / 2, begin + longest, sound.rate());
            pieces.add(new Sound(Arrays.copyOfRange(samples, begin, cut), sound.rate()));
            begin = cut;
        }
        pieces.add(new Sound(Arrays.copyOfRange(samples, begin, samples.length), sound.rate()));
        return List.copyOf(pieces);
    }

    private static int quietest(short[] samples, int from, int to, int rate) {
        int step = Math.max(1, rate / STRETCHES_PER_SECOND);
        int window = step * PAUSE;
        int best = to;
        double least = Double.MAX_VALUE;
        for (int start = from; start + window <= to; start += step) {
            double energy = 0;
            for (int i = start; i < start + window; i++) {
                energy += (double) samples[i] * samples[i];
            }
            // Among equal pauses the latest makes the fewest pieces.
            if (energy <= least) {
                least = energy;
                best = start + window / 2;
            }
        }
        return best;
    }
}
