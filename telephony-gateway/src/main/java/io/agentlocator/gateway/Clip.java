package io.agentlocator.gateway;

/** A turn of the agent that is played by TwiML. */
public record Clip(int turn, long durationMs) {}
