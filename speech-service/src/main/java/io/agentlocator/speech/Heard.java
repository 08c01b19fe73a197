package io.agentlocator.speech;

/**
 * What a recogniser made of a whole piece of sound.
 *
 * @param text the words, without blanks at the ends; empty where there were none
 * @param confidence 0 to 1, the engine's own
 * @param trusted whether the engine stands by it; words that are not trusted are never told to anybody
 */
public record Heard(String text, double confidence, boolean trusted) {

    public static final Heard NOTHING = new Heard("", 0, false);

    /** Whether there are words that can be acted upon. */
    public boolean understood() {
        return trusted && !text.isBlank();
    }

    @Override
    public String toString() {
        return "Heard[" + text.length() + " chars, confidence=" + confidence + ", trusted=" + trusted + "]";
    }
}
