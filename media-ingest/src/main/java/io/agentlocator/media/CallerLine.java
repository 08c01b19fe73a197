package io.agentlocator.media;

/** The socket of one stream, towards the caller. No method blocks or throws; after {@link #close} none has an effect. */
public interface CallerLine {

    /** @param mulaw headerless sound that is played after all that was sent before */
    void play(byte[] mulaw);

    /** {@link MediaInput.PlayedUpTo} follows when all that was sent before has been played, or was dropped. */
    void tellWhenHeard(String label);

    void dropUnheard();

    void ping();

    /** Closes in good order. */
    void close();

    /** Whether what was sent is not taken off our hands any more. */
    boolean stuck();
}
