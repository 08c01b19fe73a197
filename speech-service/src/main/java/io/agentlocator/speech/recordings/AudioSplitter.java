package io.agentlocator.speech.recordings;

import io.agentlocator.speech.audio.PcmAudio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts long sound into pieces that an engine accepts, at the quietest places. */
final class AudioSplitter {

    private static final int WINDOWS_PER_SECOND = 50;

    /** A cut is made in the middle of the quietest 10 windows: 200 ms. */
    private static final int PAUSE = 10;

    private AudioSplitter() {}

    /** @param longestSeconds the maximum length of a piece; every piece but the last is longer than half of it */
    static List<PcmAudio> split(PcmAudio audio, int longestSeconds) {
        int longest = longestSeconds * audio.rate();
        short[] samples = audio.samples();
        if (samples.length <= longest) {
            return List.of(audio);
        }
        var pieces = new ArrayList<PcmAudio>();
        int begin = 0;
        while (samples.length - begin > longest) {
            int cut = quietest(samples, begin + longest / 2, begin + longest, audio.rate());
            pieces.add(new PcmAudio(Arrays.copyOfRange(samples, begin, cut), audio.rate()));
            begin = cut;
        }
        pieces.add(new PcmAudio(Arrays.copyOfRange(samples, begin, samples.length), audio.rate()));
        return List.copyOf(pieces);
    }

    private static int quietest(short[] samples, int from, int to, int rate) {
        int step = Math.max(1, rate / WINDOWS_PER_SECOND);
        int window = step * PAUSE;
        int best = to;
        double least = Double.MAX_VALUE;
        for (int start = from; start + window <= to; start += step) {
            double energy = 0;
            for (int i = start; i < start + window; i++) {
                energy += (double) samples[i] * samples[i];
            }
            // Of equal pauses the latest gives the fewest pieces.
            if (energy <= least) {
                least = energy;
                best = start + window / 2;
            }
        }
        return best;
    }
}
