package io.agentlocator.speech.google;

import io.agentlocator.testbed.google.GoogleSimulator;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Settings for a simulator on loopback, with shorter times. */
final class TestSettings {

    private TestSettings() {}

    static GoogleSettings of(GoogleSimulator simulator, Map<String, String> more) {
        var variables = new HashMap<>(
                Map.of("GOOGLE_SPEECH_ENDPOINT", simulator.endpoint(), "GOOGLE_TTS_ENDPOINT", simulator.endpoint()));
        variables.putAll(more);
        return GoogleSettings.fromEnvironment(variables::get);
    }

    static GoogleSettings.Streams streams(long rotateAfterMs, long rotateAtLatestMs, long unansweredMs) {
        return new GoogleSettings.Streams(
                Duration.ofMillis(rotateAfterMs),
                Duration.ofMillis(rotateAtLatestMs),
                Duration.ofMillis(300),
                Duration.ofMillis(1500),
                Duration.ofSeconds(10),
                3,
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                Duration.ofMillis(unansweredMs),
                Duration.ofMillis(100),
                Duration.ofSeconds(3));
    }
}
