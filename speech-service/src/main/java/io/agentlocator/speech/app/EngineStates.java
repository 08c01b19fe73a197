package io.agentlocator.speech.app;

import io.agentlocator.speech.RecognizerLadder;
import io.agentlocator.speech.StreamingRecognizer;
import io.agentlocator.speech.Voices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the engines are, for operators. Safe for all threads. */
final class EngineStates {

    static final String OK = "ok";
    private static final String OPENING = "opening engines";

    private volatile String recognition = OPENING;
    private volatile String synthesis = OPENING;
    private volatile Optional<StreamingRecognizer> live = Optional.empty();
    private volatile List<RecognizerLadder.Rung> recognizers = List.of();
    private volatile List<Voices.Rung> voices = List.of();

    void notOpened(Exception cause) {
        if (cause instanceof EngineRoom.NotOpened missing) {
            recognition = missing.recognition.isEmpty() ? OPENING : missing.recognition;
            synthesis = missing.synthesis.isEmpty() ? OPENING : missing.synthesis;
        } else {
            recognition = String.valueOf(cause.getMessage());
            synthesis = recognition;
        }
    }

    /** @param whole hear utterances; the streaming engine's own vendor may be among them, under the same name */
    void opened(
            Optional<StreamingRecognizer> streaming, List<RecognizerLadder.Rung> whole, List<Voices.Rung> speaking) {
        live = streaming;
        recognizers = whole;
        voices = speaking;
        recognition = OK;
        synthesis = OK;
    }

    String recognition() {
        if (!recognition.equals(OK)) {
            return recognition;
        }
        Map<String, Boolean> wellByEngine = new LinkedHashMap<>();
        live.ifPresent(engine -> wellByEngine.put(engine.engine(), engine.available()));
        recognizers.forEach(rung ->
                wellByEngine.merge(rung.recognizer().engine(), rung.breaker().closed(), Boolean::logicalAnd));
        return state(wellByEngine);
    }

    String synthesis() {
        if (!synthesis.equals(OK)) {
            return synthesis;
        }
        Map<String, Boolean> wellByEngine = new LinkedHashMap<>();
        voices.forEach(
                rung -> wellByEngine.put(rung.voice().engine(), rung.breaker().closed()));
        return state(wellByEngine);
    }

    private static String state(Map<String, Boolean> wellByEngine) {
        List<String> givenUp = wellByEngine.entrySet().stream()
                .filter(engine -> !engine.getValue())
                .map(Map.Entry::getKey)
                .toList();
        if (givenUp.isEmpty()) {
            return OK;
        }
        return (givenUp.size() == wellByEngine.size() ? "no engine answers: " : "given up for now: ")
                + String.join(", ", givenUp);
    }
}
