package io.agentlocator.gateway;

/** A turn of the agent that is played by TwiML, as an MP3 clip. */
public record Clip(int turn, long durationMs) {}
