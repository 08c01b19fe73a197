package io.agentlocator.speech.google;

/**
 * When a stream that reaches its maximum age is replaced: in a silence if there is one, else in a gap between two words, and
 * when it cannot wait any longer, at the quietest spot.
 */
final class Rotation {

    /** How long a stream that is too old waits for a gap between two words. */
    private static final long GAP_WAIT_MS = 5_000;

    sealed interface Decision {

        record Keep() implements Decision {}

        /** Replace it: the piece and a little of the silence before it go into the new stream. */
        record InSilence() implements Decision {}

        /** Replace it within the piece. @param at bytes of the piece that still go into the old stream */
        record InSpeech(int at) implements Decision {}
    }

    private static final Decision KEEP = new Decision.Keep();

    private final GoogleSettings.Streams settings;

    Rotation(GoogleSettings.Streams settings) {
        this.settings = settings;
    }

    /**
     * @param silentMs how long the caller has been silent
     * @param draining whether the stream before has not sent its last words yet
     */
    Decision decide(long ageMs, long rotateAtMs, long silentMs, boolean draining, byte[] mulaw) {
        if (ageMs >= rotateAtMs && silentMs >= settings.pause().toMillis() && !draining) {
            return new Decision.InSilence();
        }
        if (ageMs < settings.rotateAtLatest().toMillis()) {
            return KEEP;
        }
        var spot = QuietSpot.in(mulaw);
        boolean urgent = ageMs >= settings.rotateAtLatest().toMillis() + GAP_WAIT_MS;
        return spot.quiet() || urgent ? new Decision.InSpeech(spot.at()) : KEEP;
    }

    /** Where the new stream starts: within the silence, early enough for an onset that voice activity has not reported yet. */
    long silenceFromMs(long nextMs) {
        return nextMs - settings.pause().toMillis() + 100;
    }
}
