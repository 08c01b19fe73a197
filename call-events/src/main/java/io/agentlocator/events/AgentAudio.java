package io.agentlocator.events;

/**
 * The agent's sound and everything that must stay in order with it. Written by speech-service.
 *
 * <p>The cut of a barge-in is published here, after the chunks that it cancels, because two topics have no common order.
 */
public sealed interface AgentAudio extends CallEvent {

    /** The agent's turn, counted from 1 within the call. */
    int turn();

    /**
     * @param sentence the sentence of the turn that this sound belongs to, from 0; a cut reports how many were heard
     * @param sequence counts the chunks of a turn from 0
     * @param mulaw G.711 μ-law, 8 kHz, mono, without a header; any length
     */
    record Chunk(String callSid, int turn, int sentence, int sequence, byte[] mulaw) implements AgentAudio {
        @Override
        public String toString() {
            return "Chunk[callSid=" + callSid + ", turn=" + turn + ", sentence=" + sentence + ", sequence=" + sequence
                    + ", " + mulaw.length + " bytes]";
        }
    }

    /**
     * A whole turn as one clip, in twiml reply mode. It replaces the turn's chunks and its {@link TurnEnded}.
     *
     * @param durationMs how long it plays
     * @param mp3 MPEG layer III, at most 1 MB
     */
    record ReplyClip(String callSid, int turn, int durationMs, byte[] mp3) implements AgentAudio {
        @Override
        public String toString() {
            return "ReplyClip[callSid=" + callSid + ", turn=" + turn + ", durationMs=" + durationMs + ", " + mp3.length
                    + " bytes]";
        }
    }

    /** All sound of the turn has been published; becomes a {@code mark}. */
    record TurnEnded(String callSid, int turn) implements AgentAudio {}

    /** The caller interrupted: sound of this turn that is not heard yet is dropped. Becomes a {@code clear}. */
    record TurnCut(String callSid, int turn) implements AgentAudio {}

    /** It was no interruption: held sound continues. */
    record TurnResumed(String callSid, int turn) implements AgentAudio {}

    /** The call is hung up after all sound of this turn has been heard. */
    record HangUp(String callSid, int turn) implements AgentAudio {}
}
