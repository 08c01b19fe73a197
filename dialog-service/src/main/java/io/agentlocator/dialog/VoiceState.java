package io.agentlocator.dialog;

import java.util.OptionalLong;

/**
 * The caller's voice as media-ingest detects it. All times are milliseconds on the fold's clock.
 *
 * @param interrupting whether the agent's sound is on hold because of it
 * @param sinceMs onset of the latest stretch of voice; empty before the first
 * @param endedMs its end; empty while it lasts
 */
public record VoiceState(boolean interrupting, OptionalLong sinceMs, OptionalLong endedMs) {

    static final VoiceState SILENT = new VoiceState(false, OptionalLong.empty(), OptionalLong.empty());

    public boolean speaking() {
        return sinceMs.isPresent() && endedMs.isEmpty();
    }

    /** Whether it has sounded for this long without a pause. */
    public boolean speakingFor(long ms, long nowMs) {
        return speaking() && nowMs - sinceMs.getAsLong() >= ms;
    }

    /** Whether it has ended, and this long ago. */
    public boolean silentFor(long ms, long nowMs) {
        return endedMs.isPresent() && nowMs - endedMs.getAsLong() >= ms;
    }

    VoiceState begin(long atMs, boolean nowInterrupting) {
        return new VoiceState(
                nowInterrupting || interrupting, speaking() ? sinceMs : OptionalLong.of(atMs), OptionalLong.empty());
    }

    VoiceState end(long atMs) {
        return speaking() ? new VoiceState(interrupting, sinceMs, OptionalLong.of(atMs)) : this;
    }

    /** The agent's sound is no longer on hold, for whatever reason. */
    VoiceState released() {
        return new VoiceState(false, sinceMs, endedMs);
    }
}
