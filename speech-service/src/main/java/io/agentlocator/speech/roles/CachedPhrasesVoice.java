package io.agentlocator.speech.roles;

/** The name of a voice that is not opened. It speaks sentences from the {@link PhraseCache} and fails on all others. */
public record CachedPhrasesVoice(String engine) implements SpeechSynthesizer {

    @Override
    public void speak(String text, SoundSink sink) throws EngineFailure {
        throw new EngineFailure(FailureKind.BUSY, "the sentence is not cached");
    }
}
