package io.agentlocator.speech.openai;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * @param baseUrl up to and with {@code /v1}
 * @param apiKey empty for a server without keys
 * @param language of the caller, two letters
 * @param prompt words that callers are likely to say; empty for none
 * @param connect time limit of the connection
 * @param words time limit of recognition; a fifth of the sound's length is added
 * @param firstSound time limit for the first sound of a sentence
 * @param nextSound time limit for each further piece
 */
public record OpenAiSettings(
        String baseUrl,
        String apiKey,
        String transcribeModel,
        String speechModel,
        String voice,
        String language,
        String prompt,
        Duration connect,
        Duration words,
        Duration firstSound,
        Duration nextSound) {

    private static final String VENDOR = "https://api.openai.com/v1";

    /**
     * @param variable gives the value of an environment variable, or null
     * @param prompt words that callers are likely to say
     * @throws IllegalStateException naming what is missing
     */
    public static OpenAiSettings fromEnvironment(UnaryOperator<@Nullable String> variable, String prompt) {
        String baseUrl = first(variable, "OPENAI_SPEECH_BASE_URL")
                .or(() -> first(variable, "OPENAI_BASE_URL"))
                .orElse(VENDOR)
                .replaceFirst("/+$", "");
        String apiKey = first(variable, "OPENAI_SPEECH_API_KEY")
                .or(() -> first(variable, "OPENAI_API_KEY"))
                .orElse("");
        if (apiKey.isEmpty() && baseUrl.equals(VENDOR)) {
            throw new IllegalStateException("OPENAI_API_KEY is missing");
        }
        return new OpenAiSettings(
                baseUrl,
                apiKey,
                first(variable, "OPENAI_TRANSCRIBE_MODEL").orElse("gpt-4o-mini-transcribe"),
                first(variable, "OPENAI_SPEECH_MODEL").orElse("gpt-4o-mini-tts"),
                first(variable, "OPENAI_SPEECH_VOICE").orElse("coral"),
                "he",
                prompt,
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2));
    }

    /** Whether the server is OpenAI's own. */
    boolean vendorsOwn() {
        return baseUrl.equals(VENDOR);
    }

    private static Optional<String> first(UnaryOperator<@Nullable String> variable, String name) {
        return Optional.ofNullable(variable.apply(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    @Override
    public String toString() {
        return "OpenAiSettings[baseUrl=" + baseUrl + ", transcribeModel=" + transcribeModel + ", speechModel="
                + speechModel + ", voice=" + voice + "]";
    }
}
