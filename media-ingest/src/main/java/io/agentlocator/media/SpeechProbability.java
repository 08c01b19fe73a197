package io.agentlocator.media;

/**
 * How likely it is that the caller's voice is in one window of sound.
 *
 * @param startMs on the stream's own clock, as is {@code endMs}
 * @param probability 0 to 1
 */
public record SpeechProbability(long startMs, long endMs, float probability) {}
