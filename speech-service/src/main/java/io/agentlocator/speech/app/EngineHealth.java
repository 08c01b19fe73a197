package io.agentlocator.speech.app;

import io.agentlocator.shell.operations.OperatorCheck;
import io.agentlocator.speech.recognition.RecognizerChain;
import io.agentlocator.speech.roles.StreamingRecognizer;
import io.agentlocator.speech.synthesis.VoiceChain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of recognition and synthesis for operators. Safe for all threads. */
final class EngineHealth {

    private static final String OPENING = "opening engines";

    private volatile String recognition = OPENING;
    private volatile String synthesis = OPENING;
    private volatile Optional<StreamingRecognizer> streaming = Optional.empty();
    private volatile List<RecognizerChain.Link> recognizers = List.of();
    private volatile List<VoiceChain.Link> voices = List.of();

    void notOpened(Exception cause) {
        if (cause instanceof EngineFactory.NotOpened missing) {
            recognition = missing.recognition.isEmpty() ? OPENING : missing.recognition;
            synthesis = missing.synthesis.isEmpty() ? OPENING : missing.synthesis;
        } else {
            recognition = String.valueOf(cause.getMessage());
            synthesis = recognition;
        }
    }

    /** @param whole may contain the streaming engine's vendor under the same name */
    void opened(Optional<StreamingRecognizer> live, List<RecognizerChain.Link> whole, List<VoiceChain.Link> speaking) {
        streaming = live;
        recognizers = whole;
        voices = speaking;
        recognition = OperatorCheck.OK;
        synthesis = OperatorCheck.OK;
    }

    /** {@link OperatorCheck#OK}, or what is wrong in one line. */
    String recognition() {
        if (!recognition.equals(OperatorCheck.OK)) {
            return recognition;
        }
        Map<String, Boolean> availableByEngine = new LinkedHashMap<>();
        streaming.ifPresent(engine -> availableByEngine.put(engine.engine(), engine.available()));
        recognizers.forEach(link -> availableByEngine.merge(link.engine(), link.available(), Boolean::logicalAnd));
        return state(availableByEngine);
    }

    /** {@link OperatorCheck#OK}, or what is wrong in one line. */
    String synthesis() {
        if (!synthesis.equals(OperatorCheck.OK)) {
            return synthesis;
        }
        Map<String, Boolean> availableByEngine = new LinkedHashMap<>();
        voices.forEach(link ->
                availableByEngine.put(link.voice().engine(), link.breaker().closed()));
        return state(availableByEngine);
    }

    private static String state(Map<String, Boolean> availableByEngine) {
        List<String> givenUp = availableByEngine.entrySet().stream()
                .filter(engine -> !engine.getValue())
                .map(Map.Entry::getKey)
                .toList();
        if (givenUp.isEmpty()) {
            return OperatorCheck.OK;
        }
        return (givenUp.size() == availableByEngine.size() ? "no engine answers: " : "given up for now: ")
                + String.join(", ", givenUp);
    }
}
