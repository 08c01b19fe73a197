package io.agentlocator.testbed.google;

import io.agentlocator.testbed.sound.Mulaw;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * The loudness of a clip over its audible length. Unlike the bytes it survives a change of rate and coding, and it
 * distinguishes clips of one length.
 *
 * @param loudness 20 ms each, from the first audible to the last
 */
@SuppressWarnings("ArrayRecordComponent")
record VoicePrint(String text, double[] loudness) {

    private static final double ALIKE = 0.97;
    private static final double SAME_LENGTH = 0.05;

    /** @param mulaw 8 kHz, no header */
    static VoicePrint of(String text, byte[] mulaw) {
        var loudness = new double[mulaw.length / Mulaw.FRAME];
        int first = loudness.length;
        int last = -1;
        for (int frame = 0; frame < loudness.length; frame++) {
            loudness[frame] = Mulaw.rms(mulaw, frame * Mulaw.FRAME, Mulaw.FRAME);
            if (loudness[frame] >= KnownSpeech.AUDIBLE) {
                first = Math.min(first, frame);
                last = frame;
            }
        }
        return new VoicePrint(text, last < 0 ? new double[0] : Arrays.copyOfRange(loudness, first, last + 1));
    }

    static Optional<VoicePrint> nearest(Collection<VoicePrint> known, byte[] mulaw) {
        var heard = of("", mulaw);
        return known.stream()
                .filter(print -> print.likeness(heard) >= ALIKE)
                .max(Comparator.comparingDouble(print -> print.likeness(heard)));
    }

    /** Correlation of the two shapes; 0 for lengths that differ too much. */
    private double likeness(VoicePrint other) {
        int length = Math.max(loudness.length, other.loudness.length);
        int difference = Math.abs(loudness.length - other.loudness.length);
        if (length < 5 || difference > Math.max(2, length * SAME_LENGTH)) {
            return 0;
        }
        double best = 0;
        // A changed rate may move the first audible 20 ms by one frame.
        for (int shift = -2; shift <= 2; shift++) {
            best = Math.max(best, correlation(other, shift));
        }
        return best;
    }

    private double correlation(VoicePrint other, int shift) {
        int from = Math.max(0, -shift);
        int to = Math.min(loudness.length, other.loudness.length - shift);
        double mine = 0;
        double its = 0;
        for (int i = from; i < to; i++) {
            mine += loudness[i];
            its += other.loudness[i + shift];
        }
        mine /= Math.max(1, to - from);
        its /= Math.max(1, to - from);
        double both = 0;
        double one = 0;
        double two = 0;
        for (int i = from; i < to; i++) {
            double a = loudness[i] - mine;
            double b = other.loudness[i + shift] - its;
            both += a * b;
            one += a * a;
            two += b * b;
        }
        return one == 0 || two == 0 ? 0 : both / Math.sqrt(one * two);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VoicePrint print && print.text.equals(text) && Arrays.equals(print.loudness, loudness);
    }

    @Override
    public int hashCode() {
        return text.hashCode() * 31 + Arrays.hashCode(loudness);
    }
}
