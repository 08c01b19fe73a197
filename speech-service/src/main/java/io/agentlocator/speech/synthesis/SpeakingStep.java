package io.agentlocator.speech.synthesis;

import io.agentlocator.events.AgentAudio;

/** An effect that {@link Speaking} asks for. */
public sealed interface SpeakingStep {

    record Publish(AgentAudio audio) implements SpeakingStep {}

    /** Speak a sentence; its sound comes back piece by piece. A call has at most one at a time. */
    record Speak(int turn, int sentence, String text) implements SpeakingStep {
        @Override
        public String toString() {
            return "Speak[turn=" + turn + ", sentence=" + sentence + ", " + text.length() + " chars]";
        }
    }

    /** Encode all sound of a turn as one clip, which comes back. */
    record EncodeClip(int turn, byte[] mulaw) implements SpeakingStep {
        @Override
        public String toString() {
            return "EncodeClip[turn=" + turn + ", " + mulaw.length + " bytes]";
        }
    }

    /** Stop the sentence that is being spoken. */
    record Stop(int turn) implements SpeakingStep {}
}
