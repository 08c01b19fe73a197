package io.agentlocator.testbed.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentlocator.testbed.google.GoogleSimulator;
import io.agentlocator.testbed.google.KnownSpeech;
import io.agentlocator.testbed.google.SimulatorSettings;
import io.agentlocator.testbed.openai.ChatAnswer;
import io.agentlocator.testbed.openai.OpenAiSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** Simulated Google and OpenAI services in this process, with the environment that makes the suite use them. */
public final class Vendors implements AutoCloseable {

    private static final Duration A_TOKEN = Duration.ofMillis(25);

    private final KnownSpeech known = new KnownSpeech();
    private final GoogleSimulator google;
    private final OpenAiSimulator openai;

    /** @param talk the answers of the language model */
    public Vendors(Function<JsonNode, ChatAnswer> talk) {
        try {
            google = GoogleSimulator.start(0, SimulatorSettings.DEFAULT, known);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        openai = OpenAiSimulator.start(0, talk.andThen(answer -> answer.paced(A_TOKEN)), known);
    }

    public GoogleSimulator google() {
        return google;
    }

    public OpenAiSimulator openai() {
        return openai;
    }

    /** Registers a caller's line with the recognisers. */
    byte[] heard(String text, byte[] mulaw) {
        known.know(text, mulaw);
        return mulaw;
    }

    /** Clears all faults. */
    public void clearFaults() {
        google.faults().clear();
        openai.clearFaults();
    }

    Map<String, String> environment() {
        return Map.of(
                "SPEECH_RECOGNIZER", "google,openai",
                "SPEECH_SYNTHESIZER", "google,openai",
                "GOOGLE_SPEECH_ENDPOINT", google.endpoint(),
                "GOOGLE_TTS_ENDPOINT", google.endpoint(),
                "LANGUAGE_MODEL", "openai",
                "OPENAI_BASE_URL", openai.baseUrl(),
                "OPENAI_API_KEY", "none-is-needed-here",
                "OPENAI_FALLBACK_MODEL", "gpt-4o");
    }

    @Override
    public void close() {
        google.close();
        openai.close();
    }
}
