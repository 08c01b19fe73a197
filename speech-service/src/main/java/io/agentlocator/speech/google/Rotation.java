package io.agentlocator.speech.google;

/**
 * When a stream that grows old is renewed: in a silence where there is one, else in the quietest spot between two words, and
 * when it cannot wait any longer in the quietest spot that there is.
 */
final class Rotation {

    /** How long a gap between two words is waited for when a stream is too old. */
    private static final long PATIENCE_MS = 5_000;

    sealed interface Decision {

        record GoOn() implements Decision {}

        /** The piece and a little of the silence before it go into the new stream. */
        record InSilence() implements Decision {}

        /** The piece is cut. @param at bytes of it that still go into the old stream */
        record InSpeech(int at) implements Decision {}
    }

    private static final Decision GO_ON = new Decision.GoOn();

    private final GoogleSettings.Streams settings;

    Rotation(GoogleSettings.Streams settings) {
        this.settings = settings;
    }

    /**
     * @param silentMs how long the caller has been silent
     * @param draining whether the stream before still says its last words
     */
    Decision decide(long ageMs, long rotateAtMs, long silentMs, boolean draining, byte[] mulaw) {
        if (ageMs >= rotateAtMs && silentMs >= settings.pause().toMillis() && !draining) {
            return new Decision.InSilence();
        }
        if (ageMs < settings.rotateAtLatest().toMillis()) {
            return GO_ON;
        }
        var spot = QuietSpot.in(mulaw);
        boolean urgent = ageMs >= settings.rotateAtLatest().toMillis() + PATIENCE_MS;
        return spot.quiet() || urgent ? new Decision.InSpeech(spot.at()) : GO_ON;
    }

    /** What goes into the new stream is silence; an onset that voice activity has not noticed yet is in it. */
    long silenceFromMs(long nextMs) {
        return nextMs - settings.pause().toMillis() + 100;
    }
}
