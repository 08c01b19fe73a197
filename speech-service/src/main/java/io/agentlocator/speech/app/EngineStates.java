package io.agentlocator.speech.app;

import io.agentlocator.speech.RecognizerLadder;
import io.agentlocator.speech.Voices;
import java.util.List;
import java.util.stream.Stream;

/** How the engines are, for operators. Safe for all threads. */
final class EngineStates {

    static final String OK = "ok";
    private static final String OPENING = "opening engines";

    private volatile String recognition = OPENING;
    private volatile String synthesis = OPENING;
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

    void opened(List<RecognizerLadder.Rung> hearing, List<Voices.Rung> speaking) {
        recognizers = hearing;
        voices = speaking;
        recognition = OK;
        synthesis = OK;
    }

    String recognition() {
        return recognition.equals(OK)
                ? state(
                        recognizers.size(),
                        recognizers.stream()
                                .filter(rung -> !rung.breaker().closed())
                                .map(rung -> rung.recognizer().engine()))
                : recognition;
    }

    String synthesis() {
        return synthesis.equals(OK)
                ? state(
                        voices.size(),
                        voices.stream()
                                .filter(rung -> !rung.breaker().closed())
                                .map(rung -> rung.voice().engine()))
                : synthesis;
    }

    private static String state(int engines, Stream<String> givenUp) {
        List<String> names = givenUp.toList();
        if (names.isEmpty()) {
            return OK;
        }
        return (names.size() == engines ? "no engine answers: " : "given up for now: ") + String.join(", ", names);
    }
}
