package io.agentlocator.speech.roles;

import java.util.Optional;

/** Sentences that were spoken before, so that no engine has to speak them again. Safe for all threads; never fails. */
public interface PhraseCache {

    /** @param voice {@link SpeechSynthesizer#cacheKey()} */
    Optional<byte[]> find(String voice, String text);

    /** Keeps the complete sound of a sentence; may drop it at any time. @param mulaw 8 kHz G.711 μ-law */
    void keep(String voice, String text, byte[] mulaw);
}
