package io.agentlocator.media;

/**
 * How likely it is that the caller's voice is in a stretch of sound.
 *
 * @param startMs on the stream's own clock
 * @param probability 0 to 1
 */
public record Judgement(long startMs, long endMs, float probability) {}
