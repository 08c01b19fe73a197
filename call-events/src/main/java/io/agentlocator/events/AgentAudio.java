package io.agentlocator.events;

/**
 * The agent's sound and all that must stay in order with it. Written by speech-service, raw bytes, a few minutes kept.
 *
 * <p>A barge-in's cut rides here, behind the chunks that it cancels: two topics have no common order.
 */
public sealed interface AgentAudio extends CallEvent {

    /** The agent's turn, counted from 1 within the call. */
    int turn();

    /**
     * @param sentence which sentence of the turn this sound belongs to, from 0; tells how much was heard when a turn is cut
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
     * A whole turn as one clip, where the agent answers by TwiML instead of over the media socket; stands in place of the
     * turn's chunks and its end.
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

    /** All sound of the turn has been written; becomes a {@code mark}. */
    record TurnEnded(String callSid, int turn) implements AgentAudio {}

    /** The caller has the floor: what is not yet heard of this turn is dropped; becomes a {@code clear}. */
    record TurnCut(String callSid, int turn) implements AgentAudio {}

    /** It was no interruption: sound that is on hold goes on. */
    record TurnResumed(String callSid, int turn) implements AgentAudio {}

    /** After all sound of this turn has been heard the call is to be hung up. */
    record HangUp(String callSid, int turn) implements AgentAudio {}
}
