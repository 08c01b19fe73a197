package io.agentlocator.speech.app;

import io.agentlocator.speech.google.GoogleVendor;
import io.agentlocator.speech.kokoro.KokoroVendor;
import io.agentlocator.speech.openai.OpenAiVendor;
import io.agentlocator.speech.roles.EngineObserver;
import io.agentlocator.speech.roles.SpeechVendor;
import io.agentlocator.speech.whisper.WhisperVendor;
import io.agentlocator.speechmodels.cache.ModelCache;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The vendors that can be selected. */
final class SpeechVendors {

    private SpeechVendors() {}

    /**
     * @param variable gives the value of an environment variable, or null
     * @return unopened vendors
     */
    static List<SpeechVendor> all(
            SpeechConfig config, UnaryOperator<@Nullable String> variable, EngineObserver observer) {
        ModelCache models = models(config);
        SpeechConfig.Whisper whisper = config.whisper();
        SpeechConfig.Kokoro kokoro = config.kokoro();
        String prompt = prompt(whisper.bias(), variable.apply("SPEECH_PHRASES"));
        return List.of(
                new WhisperVendor(models, new WhisperVendor.Settings(whisper.model(), whisper.threads(), prompt)),
                new KokoroVendor(
                        models,
                        new KokoroVendor.Settings(kokoro.voice(), kokoro.speed(), kokoro.threads(), kokoro.atOnce())),
                new GoogleVendor(variable, observer),
                new OpenAiVendor(variable, prompt));
    }

    /** The names of a setting, best first. */
    static List<String> names(List<String> setting) {
        return setting.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The directory of models, and of cached phrases beside them. */
    static ModelCache models(SpeechConfig config) {
        return config.models().map(ModelCache::at).orElseGet(ModelCache::standard);
    }

    /** The business's words come last, because engines ignore the beginning of a prompt that is too long. */
    private static String prompt(String trade, @Nullable String business) {
        return business == null || business.isBlank()
                ? trade
                : trade + ", " + business.strip().replaceAll("\\s*;\\s*", ", ");
    }
}
