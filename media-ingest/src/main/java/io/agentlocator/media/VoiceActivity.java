package io.agentlocator.media;

import java.util.List;

/** Distinguishes a voice from everything else on the line. Used by one thread. */
public interface VoiceActivity extends AutoCloseable {

    /** How many samples, 8,000 a second, are judged at once. */
    int windowSamples();

    /** The state that is kept of one stream. */
    Memory newMemory();

    /**
     * Judges the next window of several streams together, which costs less than one by one.
     *
     * @param memories one per stream, made by {@link #newMemory}; changed by the call
     * @param windows one per stream, each of {@link #windowSamples} samples
     * @return one probability of a voice per stream, 0 to 1
     */
    float[] judge(List<Memory> memories, List<short[]> windows);

    @Override
    void close();

    interface Memory {}
}
