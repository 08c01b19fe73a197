package io.agentlocator.speech;

import io.agentlocator.events.Transcript;

/** What {@link Listening} wants done. */
public sealed interface ListeningStep {

    record Tell(Transcript transcript) implements ListeningStep {}

    /**
     * A whole-utterance engine is to hear this.
     *
     * @param attempt tells this sound from what was tried for the same utterance before; comes back with the answer
     */
    record Decode(int utterance, int attempt, byte[] mulaw) implements ListeningStep {
        @Override
        public String toString() {
            return "Decode[utterance=" + utterance + ", attempt=" + attempt + ", " + mulaw.length + " bytes]";
        }
    }

    /** The answer to this is not wanted any more. */
    record Forget(int utterance, int attempt) implements ListeningStep {}

    /** Another engine hears the call from now on. */
    record Switch(String from, String to, String cause) implements ListeningStep {}
}
