package io.agentlocator.speech.recognition;

import io.agentlocator.events.Transcript;

/** An effect that {@link Listening} asks for. */
public sealed interface ListeningStep {

    record Publish(Transcript transcript) implements ListeningStep {}

    /**
     * Give this sound to a whole-utterance engine.
     *
     * @param attempt counts the attempts at one utterance; comes back with the answer
     * @param mulaw 8 kHz G.711 μ-law
     */
    record Recognize(int utterance, int attempt, byte[] mulaw) implements ListeningStep {
        @Override
        public String toString() {
            return "Recognize[utterance=" + utterance + ", attempt=" + attempt + ", " + mulaw.length + " bytes]";
        }
    }

    /** The answer to this attempt is not wanted any more. */
    record Abandon(int utterance, int attempt) implements ListeningStep {}

    /** Another engine recognises the call from now on. */
    record Switch(String from, String to, String cause) implements ListeningStep {}
}
