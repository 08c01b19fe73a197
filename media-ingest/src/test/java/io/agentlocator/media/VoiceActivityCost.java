package io.agentlocator.media;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints the CPU time that voice activity takes per second of one call, for each kind, one call alone and many on one tick of 40 ms. */
final class VoiceActivityCost {

    private static final int TICK_BYTES = 320;
    private static final int SECONDS = 20;

    private VoiceActivityCost() {}

    public static void main(String[] arguments) {
        byte[] voice = VoiceActivityTest.spoken();
        for (VoiceActivityTest.Kind kind : VoiceActivityTest.Kind.values()) {
            for (int calls : new int[] {1, 10, 50, 200}) {
                double[] runs = new double[5];
                for (int run = -1; run < runs.length; run++) {
                    double cost = run(kind, calls, voice);
                    if (run >= 0) {
                        runs[run] = cost;
                    }
                }
                Arrays.sort(runs);
                System.out.printf(
                        Locale.ROOT,
                        "%-6s calls=%3d cpu-ms per call-second min %.3f median %.3f max %.3f%n",
                        kind,
                        calls,
                        runs[0],
                        runs[2],
                        runs[4]);
            }
        }
    }

    private static double run(VoiceActivityTest.Kind kind, int calls, byte[] voice) {
        try (VoiceActivity voiceActivity = kind.open()) {
            List<VoiceActivityWindows> all = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                all.add(new VoiceActivityWindows(voiceActivity));
            }
            var threads = ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadCpuTime();
            int seconds = calls >= 50 ? SECONDS / 4 : SECONDS;
            for (int tick = 0; tick < seconds * 25; tick++) {
                int at = tick * TICK_BYTES % (voice.length - TICK_BYTES);
                byte[] sound = Arrays.copyOfRange(voice, at, at + TICK_BYTES);
                for (VoiceActivityWindows windows : all) {
                    windows.add(-1, sound);
                }
                VoiceActivityWindows.judge(voiceActivity, all);
                all.forEach(VoiceActivityWindows::takeJudged);
            }
            return (threads.getCurrentThreadCpuTime() - before) / 1e6 / (seconds * calls);
        }
    }
}
