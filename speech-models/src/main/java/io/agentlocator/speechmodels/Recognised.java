package io.agentlocator.speechmodels;

/**
 * The result of recognising one piece of speech.
 *
 * @param text the words; empty when nothing was recognised
 * @param averageLogProbability natural logarithm of the chosen tokens' probability, averaged over the tokens;
 *     0 is certainty, below about -1.2 the text is a guess
 * @param noSpeechProbability the model's probability that nobody spoke, 0 to 1
 * @param looped whether decoding was stopped because the model repeated itself
 * @param tokens number of tokens chosen
 */
public record Recognised(
        String text, double averageLogProbability, double noSpeechProbability, boolean looped, int tokens) {

    /** Below this average log probability a text is a guess. */
    public static final double DOUBTFUL = -1.2;

    /** From this probability on the text comes from noise; speech stays far below. */
    public static final double NO_SPEECH = 0.6;

    /** Whether the text is reliable; if not, ask the caller again. */
    public boolean understood() {
        return !text.isBlank() && !looped && averageLogProbability >= DOUBTFUL && noSpeechProbability < NO_SPEECH;
    }

    /** Probability of the average token, 0 to 1: a confidence as recognition services report it. */
    public double confidence() {
        return text.isBlank() ? 0 : Math.exp(averageLogProbability);
    }

    /** Without the words, which are personal data. */
    @Override
    public String toString() {
        return "Recognised[%d characters, averageLogProbability=%.2f, noSpeechProbability=%.2f, looped=%s, tokens=%d]"
                .formatted(text.length(), averageLogProbability, noSpeechProbability, looped, tokens);
    }
}
