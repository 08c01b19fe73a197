package io.agentlocator.speech.roles;

/**
 * What a recogniser made of a whole piece of sound.
 *
 * @param text the words, without blanks at the ends; empty if there were none
 * @param confidence 0 to 1, the engine's own
 * @param trusted whether the words may be published; false where the engine itself doubts that anybody spoke
 */
public record RecognitionResult(String text, double confidence, boolean trusted) {

    public static final RecognitionResult NOTHING = new RecognitionResult("", 0, false);

    /** Whether there are words and they are trusted. */
    public boolean understood() {
        return trusted && !text.isBlank();
    }

    /** Without the text: logs must not contain a caller's words. */
    @Override
    public String toString() {
        return "RecognitionResult[" + text.length() + " chars, confidence=" + confidence + ", trusted=" + trusted + "]";
    }
}
