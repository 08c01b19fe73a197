package io.agentlocator.speech.openai;

import io.agentlocator.speech.roles.SpeechSynthesizer;
import io.agentlocator.speech.roles.SpeechVendor;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** OpenAI, or a server with the same audio endpoints. Takes whole utterances only. */
public final class OpenAiVendor implements SpeechVendor {

    private final UnaryOperator<@Nullable String> variable;
    private final String prompt;
    private @Nullable OpenAiRecognizer recognizer;
    private @Nullable OpenAiSynthesizer voice;

    /**
     * @param variable gives the value of an environment variable, or null
     * @param prompt words that callers are likely to say
     */
    public OpenAiVendor(UnaryOperator<@Nullable String> variable, String prompt) {
        this.variable = variable;
        this.prompt = prompt;
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public Optional<Recognizers> recognizers() {
        var settings = OpenAiSettings.fromEnvironment(variable, prompt);
        var opened = new OpenAiRecognizer(settings);
        recognizer = opened;
        return Optional.of(new Recognizers(opened));
    }

    @Override
    public List<SpeechSynthesizer> voices() {
        var settings = OpenAiSettings.fromEnvironment(variable, "");
        var opened = new OpenAiSynthesizer(settings);
        voice = opened;
        return List.of(opened);
    }

    @Override
    public void close() {
        if (recognizer != null) {
            recognizer.close();
        }
        if (voice != null) {
            voice.close();
        }
    }
}
