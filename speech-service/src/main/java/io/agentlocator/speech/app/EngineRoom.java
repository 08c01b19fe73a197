package io.agentlocator.speech.app;

import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.SpeechSynthesizer;
import io.agentlocator.speech.StreamingRecognizer;
import io.agentlocator.speech.SynthesisFailed;
import io.agentlocator.speech.UtteranceRecognizer;
import io.agentlocator.speech.google.GoogleSettings;
import io.agentlocator.speech.google.GoogleSpeechRecognizer;
import io.agentlocator.speech.google.GoogleSpeechSynthesizer;
import io.agentlocator.speech.kokoro.KokoroSynthesizer;
import io.agentlocator.speech.whisper.WhisperRecognizer;
import io.agentlocator.speechmodels.cache.ModelCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** Opens the engines that the settings name. */
final class EngineRoom {

    private final SpeechConfig config;

    EngineRoom(SpeechConfig config) {
        this.config = config;
    }

    /** Directory of models, and of phrases beside them. */
    Path directory() {
        return cache().directory();
    }

    /** Opens everything; brings models that are not here, which may take minutes. */
    Engines open() throws IOException, InterruptedException {
        Optional<StreamingRecognizer> live = Optional.empty();
        UtteranceRecognizer whole = switch (config.recognizer()) {
            case LOCAL ->
                WhisperRecognizer.load(
                        cache(),
                        config.whisper().model(),
                        config.whisper().threads(),
                        config.whisper().bias());
            case GOOGLE -> {
                GoogleSpeechRecognizer google = recognizing(google());
                live = Optional.of(google);
                yield google.utterances();
            }
        };
        return new Engines(live, whole, voices());
    }

    private static GoogleSpeechRecognizer recognizing(GoogleSettings settings)
            throws IOException, InterruptedException {
        var google = new GoogleSpeechRecognizer(settings);
        try {
            google.probe();
            return google;
        } catch (RecognitionTrouble e) {
            google.close();
            throw new IOException("Google does not recognise: " + e.getMessage(), e);
        }
    }

    private List<SpeechSynthesizer> voices() throws IOException, InterruptedException {
        List<SpeechSynthesizer> voices = new ArrayList<>();
        switch (config.synthesizer()) {
            case LOCAL ->
                voices.add(KokoroSynthesizer.load(
                        cache(),
                        config.kokoro().voice(),
                        config.kokoro().speed(),
                        config.kokoro().threads(),
                        config.kokoro().atOnce()));
            case GOOGLE -> {
                GoogleSettings settings = google();
                for (String voice : settings.voices()) {
                    voices.add(new GoogleSpeechSynthesizer(settings, voice));
                }
                try {
                    ((GoogleSpeechSynthesizer) voices.getFirst()).probe();
                } catch (SynthesisFailed e) {
                    throw new IOException("Google does not speak: " + e.getMessage(), e);
                }
            }
        }
        return voices;
    }

    private static GoogleSettings google() {
        var all = ConfigProvider.getConfig();
        return GoogleSettings.fromEnvironment(
                name -> all.getOptionalValue(name, String.class).orElse(null));
    }

    private ModelCache cache() {
        return config.models().map(ModelCache::at).orElseGet(ModelCache::standard);
    }
}
