package io.agentlocator.media;

/** The socket of one stream, towards the caller. No method blocks or throws. After {@link #close} none has an effect. */
public interface CallerLine {

    /** @param mulaw headerless sound, played after all that was sent before */
    void play(byte[] mulaw);

    /** {@link MediaInput.PlayedUpTo} follows when all that was sent before has been played or dropped. */
    void notifyWhenPlayed(String label);

    /** Makes the far end drop what it has not played yet. */
    void dropUnheard();

    void ping();

    /** Closes the socket normally. */
    void close();

    /** Whether too much of what was sent still waits for the network. */
    boolean stuck();

    /** Whether the stream's log lines are wanted; not for strangers who open too many sockets. */
    default boolean logged() {
        return true;
    }
}
