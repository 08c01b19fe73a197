package io.agentlocator.media;

/**
 * From judgements of single windows to "the caller speaks" and "the caller has stopped". Immutable.
 *
 * @param speaking what has been decided
 * @param voicedMs voice gathered towards an onset
 * @param beganMs where that voice began
 * @param lastVoiceMs where the last voiced window ended
 */
public record SpeechDetector(Settings settings, boolean speaking, long voicedMs, long beganMs, long lastVoiceMs) {

    /**
     * @param voice from this probability on a window is voice
     * @param quiet below this probability a window is not; between the two it is whatever the window before it was
     * @param onsetMs so much voice makes an onset
     * @param offsetMs so much quiet makes an end
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

    public Stepped step(Judgement judgement) {
        return speaking ? whileSpeaking(judgement) : whileSilent(judgement);
    }

    private Stepped whileSilent(Judgement judgement) {
        long length = judgement.endMs() - judgement.startMs();
        if (judgement.probability() < settings.voice) {
            // A click must not make an onset together with another one later: voice that stops is forgotten as fast as
            // it was gathered, and a single weak window inside a word does not undo the word.
            return new Stepped(
                    new SpeechDetector(settings, false, Math.max(0, voicedMs - length), beganMs, lastVoiceMs), NONE);
        }
        long began = voicedMs == 0 ? judgement.startMs() : beganMs;
        long voiced = voicedMs + length;
        boolean onset = voiced >= settings.onsetMs;
        return new Stepped(
                new SpeechDetector(settings, onset, onset ? 0 : voiced, began, judgement.endMs()),
                onset ? new Change.Began(began) : NONE);
    }

    private Stepped whileSpeaking(Judgement judgement) {
        if (judgement.probability() >= settings.quiet) {
            return new Stepped(new SpeechDetector(settings, true, 0, beganMs, judgement.endMs()), NONE);
        }
        if (judgement.endMs() - lastVoiceMs >= settings.offsetMs) {
            return new Stepped(
                    new SpeechDetector(settings, false, 0, beganMs, lastVoiceMs), new Change.Ended(lastVoiceMs));
        }
        return new Stepped(this, NONE);
    }
}
