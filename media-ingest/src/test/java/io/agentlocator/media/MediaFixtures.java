package io.agentlocator.media;

import java.util.Arrays;

/** Settings for tests, independent of the defaults. */
final class MediaFixtures {

    static final String CALL = "CA1";
    static final String STREAM = "MZ1";

    static final Playout.Settings PLAYOUT = new Playout.Settings(240, 200, 2_500, 8_000, 1_500, 2_000, 15_000, 60_000);
    static final SpeechDetector.Settings SPEECH = new SpeechDetector.Settings(0.5f, 0.35f, 128, 200);
    static final MediaSettings MEDIA =
            new MediaSettings(SPEECH, PLAYOUT, 5_000, 15_000, 15_000, 1_000, 2_000, 10_000, sound(1_500), sound(3_000));

    static final MediaCounters.Stopwatch NO_STOPWATCH = new MediaCounters.Stopwatch() {
        @Override
        public void tickLate(long nanos) {}

        @Override
        public void turnGap(long nanos) {}
    };

    private MediaFixtures() {}

    /** This many milliseconds of sound that is not silence. */
    static byte[] sound(int millis) {
        var sound = new byte[millis * 8];
        Arrays.fill(sound, (byte) 0x2A);
        return sound;
    }
}
