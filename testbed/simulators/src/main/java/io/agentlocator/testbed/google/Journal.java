package io.agentlocator.testbed.google;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The requests that the simulator received, for assertions. Thread-safe. */
public final class Journal {

    /**
     * A recognition stream that has ended.
     *
     * @param audioMs sound that it received
     * @param finals final results that it sent
     * @param end {@code OK} or the code of its error
     */
    public record Stream(String api, String model, String language, long audioMs, List<String> finals, String end) {}

    /** A request to speak a sentence. @param streaming whether by the streaming method */
    public record Spoken(String voice, String text, boolean streaming, long audioMs) {}

    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private final List<Spoken> spoken = new CopyOnWriteArrayList<>();

    Journal() {}

    void add(Stream stream) {
        streams.add(stream);
    }

    void add(Spoken sentence) {
        spoken.add(sentence);
    }

    public List<Stream> streams() {
        return List.copyOf(streams);
    }

    public List<Spoken> spoken() {
        return List.copyOf(spoken);
    }
}
