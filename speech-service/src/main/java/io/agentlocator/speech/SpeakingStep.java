package io.agentlocator.speech;

import io.agentlocator.events.AgentAudio;

/** What {@link Speaking} wants done. */
public sealed interface SpeakingStep {

    record Write(AgentAudio audio) implements SpeakingStep {}

    /** A sentence is to be spoken; its sound comes back piece by piece. At most one at a time is asked for in a call. */
    record Speak(int turn, int sentence, String text) implements SpeakingStep {
        @Override
        public String toString() {
            return "Speak[turn=" + turn + ", sentence=" + sentence + ", " + text.length() + " chars]";
        }
    }

    /** All sound of a turn is to become one clip, which comes back. */
    record MakeClip(int turn, byte[] mulaw) implements SpeakingStep {
        @Override
        public String toString() {
            return "MakeClip[turn=" + turn + ", " + mulaw.length + " bytes]";
        }
    }

    /** Nobody wants the sentence that is being spoken any more. */
    record Stop(int turn) implements SpeakingStep {}
}
