package io.agentlocator.media;

/**
 * Decides from the probabilities of single windows when the caller begins and stops to speak. Immutable.
 *
 * @param speaking what has been decided
 * @param voicedMs voice counted towards an onset
 * @param beganMs where that voice began, on the stream's clock
 * @param lastVoiceMs where the last voiced window ended
 */
public record SpeechDetector(Settings settings, boolean speaking, long voicedMs, long beganMs, long lastVoiceMs) {

    /**
     * @param voice a window is voice from this probability on
     * @param quiet a window is quiet below this probability; between the two it counts like the window before it
     * @param onsetMs this much voice is an onset
     * @param offsetMs this much quiet is an end
     */
    public record Settings(float voice, float quiet, long onsetMs, long offsetMs) {}

    public sealed interface Change {
        record None() implements Change {}

        /** @param offsetMs where the voice began, on the stream's clock */
        record Began(long offsetMs) implements Change {}

        /** @param offsetMs where the voice ended, on the stream's clock */
        record Ended(long offsetMs) implements Change {}
    }

    public record Stepped(SpeechDetector next, Change change) {}

    private static final Change NONE = new Change.None();

    public static SpeechDetector silent(Settings settings) {
        return new SpeechDetector(settings, false, 0, 0, 0);
    }

    public Stepped step(SpeechProbability window) {
        return speaking ? whileSpeaking(window) : whileSilent(window);
    }

    private Stepped whileSilent(SpeechProbability window) {
        long length = window.endMs() - window.startMs();
        if (window.probability() < settings.voice) {
            // Clicks that are far apart must not add up to an onset: voice that stops is discounted as fast as it was
            // counted. A single weak window inside a word does not undo the word.
            return new Stepped(
                    new SpeechDetector(settings, false, Math.max(0, voicedMs - length), beganMs, lastVoiceMs), NONE);
        }
        long began = voicedMs == 0 ? window.startMs() : beganMs;
        long voiced = voicedMs + length;
        boolean onset = voiced >= settings.onsetMs;
        return new Stepped(
                new SpeechDetector(settings, onset, onset ? 0 : voiced, began, window.endMs()),
                onset ? new Change.Began(began) : NONE);
    }

    private Stepped whileSpeaking(SpeechProbability window) {
        if (window.probability() >= settings.quiet) {
            return new Stepped(new SpeechDetector(settings, true, 0, beganMs, window.endMs()), NONE);
        }
        if (window.endMs() - lastVoiceMs >= settings.offsetMs) {
            return new Stepped(
                    new SpeechDetector(settings, false, 0, beganMs, lastVoiceMs), new Change.Ended(lastVoiceMs));
        }
        return new Stepped(this, NONE);
    }
}
