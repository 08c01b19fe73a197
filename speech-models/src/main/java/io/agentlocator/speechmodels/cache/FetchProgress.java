package io.agentlocator.speechmodels.cache;

/** Receives the progress of a fetch, on the fetching thread and, during a download, on a second one. */
public interface FetchProgress {

    /** Ignores progress. */
    FetchProgress SILENT = (model, bytes, total) -> {};

    /**
     * This much of a model has been downloaded.
     *
     * @param bytes of all its archives together; grows up to {@code total}
     * @param total bytes of all its archives
     */
    void brought(SpeechModel model, long bytes, long total);
}
