package io.agentlocator.media;

import java.util.List;

/**
 * Voice activity by loudness over the line's own noise. Needs no model and almost no time, but takes any loud sound for
 * a voice.
 */
public final class EnergyGate implements VoiceActivity {

    private static final int WINDOW = 160;
    /** A window this far above the noise is a voice with probability 0.5. */
    private static final double MARGIN_DB = 12;

    private static final double SLOPE_DB = 2.5;
    /** The noise counts as at least this loud, so that a very quiet line does not turn every sound into a voice. */
    private static final double FLOOR_DB = 36;

    private static final double RISE_DB = 0.03;
    private static final double FALL = 0.2;

    private static final class Noise implements Memory {
        double db = FLOOR_DB;
    }

    @Override
    public int windowSamples() {
        return WINDOW;
    }

    @Override
    public Memory newMemory() {
        return new Noise();
    }

    @Override
    public float[] judge(List<Memory> memories, List<short[]> windows) {
        var probabilities = new float[windows.size()];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = judge((Noise) memories.get(i), windows.get(i));
        }
        return probabilities;
    }

    private static float judge(Noise noise, short[] samples) {
        double energy = 1;
        for (short sample : samples) {
            energy += (double) sample * sample;
        }
        double db = 10 * Math.log10(energy / samples.length);
        // The noise level falls quickly and rises slowly, so that speech hardly raises it.
        noise.db = db < noise.db ? noise.db + FALL * (db - noise.db) : noise.db + RISE_DB;
        double threshold = Math.max(noise.db, FLOOR_DB) + MARGIN_DB;
        return (float) (1 / (1 + Math.exp((threshold - db) / SLOPE_DB)));
    }

    @Override
    public void close() {}
}
