package io.agentlocator.speech.app;

import io.agentlocator.speech.FailureKind;
import io.agentlocator.speech.SpeechSynthesizer;
import io.agentlocator.speech.SynthesisFailed;

/** A voice that is not here, of which sentences may have been kept: it says those, and nothing else. */
record KnownPhrases(String engine) implements SpeechSynthesizer {

    @Override
    public void speak(String text, SoundSink sink) throws SynthesisFailed {
        throw new SynthesisFailed(FailureKind.BUSY, "a sentence that was not kept");
    }
}
