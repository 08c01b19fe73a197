package io.agentlocator.speech.roles;

/** Fetches the files of recordings. Safe for all threads. */
public interface RecordingSource {

    /** The result of one try. */
    sealed interface Fetched {

        record Arrived(byte[] file) implements Fetched {
            @Override
            public String toString() {
                return "Arrived[" + file.length + " bytes]";
            }
        }

        /** The file is not there yet, or its server has a fault: another try may succeed. */
        record NotYet(String cause) implements Fetched {}

        /** No try will succeed: refused, of a foreign host, too large. */
        record Never(String cause) implements Fetched {}
    }

    /** Blocks for one try; limits its own wait. */
    Fetched fetch(String recordingUrl) throws InterruptedException;
}
