package io.agentlocator.media;

import io.agentlocator.events.MuLaw;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Cuts the sound of one stream, which comes in pieces of any size, into the windows that {@link VoiceActivity} judges.
 * Used by one thread.
 */
public final class VoiceActivityWindows {

    /** A larger jump of the stream's clock is a gap; a smaller one is jitter. */
    private static final long GAP_MS = 60;

    private static final int SAMPLES_PER_MS = MuLaw.RATE / 1000;

    private final VoiceActivity.Memory memory;
    private final int windowSamples;
    private final ArrayDeque<Window> ready = new ArrayDeque<>();
    private final List<SpeechProbability> judged = new ArrayList<>();
    private short[] filling;
    private int filled;
    private long startMs = -1;

    private record Window(long startMs, short[] samples) {}

    public VoiceActivityWindows(VoiceActivity voiceActivity) {
        memory = voiceActivity.newMemory();
        windowSamples = voiceActivity.windowSamples();
        filling = new short[windowSamples];
    }

    /** @param offsetMs place of the first sample on the stream's clock; negative if unknown */
    public void add(long offsetMs, byte[] mulaw) {
        if (startMs < 0) {
            startMs = Math.max(0, offsetMs);
        } else if (offsetMs >= 0 && Math.abs(offsetMs - (startMs + filled / SAMPLES_PER_MS)) > GAP_MS) {
            startMs = offsetMs;
            filled = 0;
        }
        for (byte code : mulaw) {
            filling[filled++] = MuLaw.decode(code);
            if (filled == windowSamples) {
                ready.add(new Window(startMs, filling));
                startMs += windowSamples / SAMPLES_PER_MS;
                filling = new short[windowSamples];
                filled = 0;
            }
        }
    }

    /** What has been judged since the last call, oldest first. */
    public List<SpeechProbability> takeJudged() {
        if (judged.isEmpty()) {
            return List.of();
        }
        List<SpeechProbability> taken = List.copyOf(judged);
        judged.clear();
        return taken;
    }

    /** Judges all complete windows of these streams, in as few runs of the model as possible. */
    public static void judge(VoiceActivity voiceActivity, Collection<VoiceActivityWindows> streams) {
        List<VoiceActivityWindows> waiting = new ArrayList<>(streams);
        while (true) {
            waiting.removeIf(stream -> stream.ready.isEmpty());
            if (waiting.isEmpty()) {
                return;
            }
            List<VoiceActivity.Memory> memories = new ArrayList<>(waiting.size());
            List<short[]> samples = new ArrayList<>(waiting.size());
            List<Window> windows = new ArrayList<>(waiting.size());
            for (VoiceActivityWindows stream : waiting) {
                Window window = stream.ready.remove();
                memories.add(stream.memory);
                samples.add(window.samples);
                windows.add(window);
            }
            float[] probabilities = voiceActivity.judge(memories, samples);
            for (int i = 0; i < probabilities.length; i++) {
                VoiceActivityWindows stream = waiting.get(i);
                long start = windows.get(i).startMs;
                stream.judged.add(
                        new SpeechProbability(start, start + stream.windowSamples / SAMPLES_PER_MS, probabilities[i]));
            }
        }
    }
}
