package io.agentlocator.dialog;

/**
 * The caller's voice as media-ingest judges it.
 *
 * @param interrupting whether the agent's sound is on hold because of it
 * @param sinceMs onset of the latest stretch of voice
 * @param endedMs its end; -1 while it lasts
 */
record Voice(boolean speaking, boolean interrupting, long sinceMs, long endedMs) {

    static final Voice SILENT = new Voice(false, false, -1, -1);

    Voice begin(long atMs, boolean nowInterrupting) {
        return new Voice(true, nowInterrupting || interrupting, speaking ? sinceMs : atMs, -1);
    }

    Voice end(long atMs) {
        return speaking ? new Voice(false, interrupting, sinceMs, atMs) : this;
    }

    /** The agent's sound is no longer on hold, for whatever reason. */
    Voice released() {
        return new Voice(speaking, false, sinceMs, endedMs);
    }
}
