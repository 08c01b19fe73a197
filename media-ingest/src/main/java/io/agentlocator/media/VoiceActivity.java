package io.agentlocator.media;

import java.util.List;

/** Tells voice from everything else on the line. Used by one thread. */
public interface VoiceActivity extends AutoCloseable {

    /** How many samples, 8,000 a second, are judged at once. */
    int windowSamples();

    /** What has to be remembered of one stream. */
    Memory newMemory();

    /**
     * Judges the next window of several streams together, which costs less than one by one.
     *
     * @param memories one of each stream, no two the same, made by {@link #newMemory}
     * @param windows for each stream {@link #windowSamples} samples
     * @return for each stream the probability of a voice, 0 to 1
     */
    float[] judge(List<Memory> memories, List<short[]> windows);

    @Override
    void close();

    interface Memory {}
}
