package io.agentlocator.speech;

import java.util.Optional;

/** Sentences that were spoken before, so that they need not be made again. Safe for all threads; never fails. */
public interface Phrases {

    /** @param engine {@link SpeechSynthesizer#keptAs()} of the voice */
    Optional<byte[]> find(String engine, String text);

    /** Keeps a sentence's whole sound; may forget it. */
    void keep(String engine, String text, byte[] mulaw);
}
