package io.agentlocator.testbed.google;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was asked of the simulator, for those who judge. Safe for all threads. */
public final class Journal {

    /**
     * A recognition stream that has ended.
     *
     * @param audioMs sound that it got
     * @param finals final words that it gave
     * @param end {@code OK} or the code of its error
     */
    public record Stream(String api, String model, String language, long audioMs, List<String> finals, String end) {}

    /** A sentence that was to be spoken. @param streaming by which of the two methods */
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
