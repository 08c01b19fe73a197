package io.agentlocator.speech.kokoro;

import io.agentlocator.speech.roles.CachedPhrasesVoice;
import io.agentlocator.speech.roles.SpeechSynthesizer;
import io.agentlocator.speech.roles.SpeechVendor;
import io.agentlocator.speechmodels.cache.ModelCache;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The voice {@code local}: Kokoro in this process. */
public final class KokoroVendor implements SpeechVendor {

    /**
     * @param voice one of the model's, e.g. {@code ef_dora}
     * @param speed 0.5 to 2
     * @param threads that one clause may use
     * @param atOnce clauses synthesised at the same time
     */
    public record Settings(String voice, double speed, int threads, int atOnce) {}

    private final ModelCache cache;
    private final Settings settings;
    private @Nullable KokoroSynthesizer synthesizer;

    public KokoroVendor(ModelCache cache, Settings settings) {
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
    public List<SpeechSynthesizer> voices() throws IOException, InterruptedException {
        var opened = KokoroSynthesizer.load(cache, settings);
        synthesizer = opened;
        return List.of(opened);
    }

    @Override
    public Optional<SpeechSynthesizer> cachedVoice() {
        return Optional.of(new CachedPhrasesVoice(KokoroSynthesizer.engine(settings)));
    }

    @Override
    public void close() {
        if (synthesizer != null) {
            synthesizer.close();
        }
    }
}
