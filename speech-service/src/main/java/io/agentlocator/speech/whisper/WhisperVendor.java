package io.agentlocator.speech.whisper;

import io.agentlocator.speech.roles.SpeechVendor;
import io.agentlocator.speechmodels.cache.ModelCache;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The recogniser {@code local}: Whisper in this process. */
public final class WhisperVendor implements SpeechVendor {

    /**
     * @param model {@code whisper-tiny}, {@code whisper-base} or {@code whisper-small}
     * @param threads that one recognition may use
     * @param prompt words that callers are likely to say, separated by commas
     */
    public record Settings(String model, int threads, String prompt) {}

    private final ModelCache cache;
    private final Settings settings;
    private @Nullable WhisperRecognizer recognizer;

    public WhisperVendor(ModelCache cache, Settings settings) {
        this.cache = cache;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public boolean inProcess() {
        return true;
    }

    @Override
    public Optional<Recognizers> recognizers() throws IOException, InterruptedException {
        var opened = WhisperRecognizer.load(cache, settings.model(), settings.threads(), settings.prompt());
        recognizer = opened;
        return Optional.of(new Recognizers(opened));
    }

    @Override
    public void close() {
        if (recognizer != null) {
            recognizer.close();
        }
    }
}
