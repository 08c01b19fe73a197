package io.agentlocator.testbed.suite;

import java.time.Instant;

/**
 * The stages between the caller's last sound and the agent's first, in milliseconds.
 *
 * @param voiceEnded when voice activity detected the end of the caller's voice
 * @param playing when the first frame of the turn was sent
 * @param endpointMs until the endpoint of the utterance
 * @param recognitionMs until the final transcript
 * @param replyMs until the first sentence of the reply was published
 * @param voiceMs until the first sound of that sentence was published
 * @param playoutMs until that sound was sent to the caller
 */
public record TurnTime(
        int utterance,
        int turn,
        Instant voiceEnded,
        Instant playing,
        long endpointMs,
        long recognitionMs,
        long replyMs,
        long voiceMs,
        long playoutMs) {

    public long totalMs() {
        return endpointMs + recognitionMs + replyMs + voiceMs + playoutMs;
    }

    /** The suite's own share, without the time of the engines. */
    public long ownMs() {
        return replyMs + playoutMs;
    }
}
