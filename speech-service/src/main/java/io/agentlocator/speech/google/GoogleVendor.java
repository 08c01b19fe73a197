package io.agentlocator.speech.google;

import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.EngineObserver;
import io.agentlocator.speech.roles.SpeechSynthesizer;
import io.agentlocator.speech.roles.SpeechVendor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Google Cloud Speech-to-Text and Text-to-Speech. */
public final class GoogleVendor implements SpeechVendor {

    private final UnaryOperator<@Nullable String> variable;
    private final EngineObserver observer;
    private final List<GoogleSpeechSynthesizer> voices = new ArrayList<>();
    private @Nullable GoogleSpeechRecognizer recognizer;

    /** @param variable gives the value of an environment variable, or null */
    public GoogleVendor(UnaryOperator<@Nullable String> variable, EngineObserver observer) {
        this.variable = variable;
        this.observer = observer;
    }

    @Override
    public String name() {
        return "google";
    }

    @Override
    public Optional<Recognizers> recognizers() {
        var opened = new GoogleSpeechRecognizer(GoogleSettings.fromEnvironment(variable), observer);
        recognizer = opened;
        return Optional.of(new Recognizers(Optional.of(opened), opened.utterances()));
    }

    @Override
    public List<SpeechSynthesizer> voices() {
        var settings = GoogleSettings.fromEnvironment(variable);
        for (String voice : settings.voices()) {
            voices.add(new GoogleSpeechSynthesizer(settings, voice));
        }
        return List.copyOf(voices);
    }

    @Override
    public void probeRecognizers() throws EngineFailure, InterruptedException {
        if (recognizer != null) {
            recognizer.probe();
        }
    }

    @Override
    public void probeVoices() throws EngineFailure, InterruptedException {
        if (!voices.isEmpty()) {
            voices.getFirst().probe();
        }
    }

    @Override
    public void close() {
        if (recognizer != null) {
            recognizer.close();
        }
        voices.forEach(GoogleSpeechSynthesizer::close);
    }
}
