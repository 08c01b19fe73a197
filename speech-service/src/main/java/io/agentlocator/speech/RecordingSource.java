package io.agentlocator.speech;

/** Where recordings are fetched from. Used from several threads. */
public interface RecordingSource {

    /** What came of one try. */
    sealed interface Fetched {

        record Arrived(byte[] file) implements Fetched {
            @Override
            public String toString() {
                return "Arrived[" + file.length + " bytes]";
            }
        }

        /** The recording is not there yet, or its keeper is in trouble: worth another try. */
        record NotYet(String cause) implements Fetched {}

        /** It will never come: refused, of a foreign host, too large. */
        record Never(String cause) implements Fetched {}
    }

    /** Blocks for one try; bounds its own wait. */
    Fetched fetch(String recordingUrl) throws InterruptedException;
}
