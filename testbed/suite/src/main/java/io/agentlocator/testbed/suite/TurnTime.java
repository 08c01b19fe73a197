package io.agentlocator.testbed.suite;

import java.time.Instant;

/**
 * Where the time went between the caller's last sound and the agent's first. All in milliseconds.
 *
 * @param voiceEnded where voice activity saw the caller's voice end
 * @param playing when the first frame of the turn went out
 * @param endpointMs until the utterance was judged to have ended
 * @param recognitionMs until its words were known
 * @param replyMs until the first sentence of the reply was written
 * @param voiceMs until the first sound of that sentence was written
 * @param playoutMs until that sound went out to the caller
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

    /** The suite's own share: what is left when the engines' time is taken out. */
    public long ownMs() {
        return replyMs + playoutMs;
    }
}
