package io.agentlocator.speechmodels.cache;

/** Is told how a fetch goes on. Called on the fetching thread and, while bytes come in, on a watching one. */
public interface FetchProgress {

    /** Nobody looks. */
    FetchProgress SILENT = (model, bytes, total) -> {};

    /**
     * So much of a model has been brought.
     *
     * @param bytes of all its archives together; grows up to {@code total}
     * @param total bytes of all its archives
     */
    void brought(SpeechModel model, long bytes, long total);
}
