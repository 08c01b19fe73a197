package io.agentlocator.testbed.google;

import java.time.Duration;
import java.util.Set;

/**
 * The behaviour of the simulated Google services.
 *
 * @param timeScale how many times faster the vendor's limits pass: 10 ends a stream after 30 s instead of 300 s
 * @param interimAfter delay of interim results
 * @param finalAfter least delay of final results
 * @param finalAtMost greatest delay of final results, but for the late tail
 * @param lateFinal the 99th percentile of the delay; zero for no late tail
 * @param endSilence silence that ends an utterance
 * @param firstSound delay of the first synthesised sound
 * @param refused features that models do not support: {@code adaptation}, {@code automatic_punctuation}
 * @param mostVoices limit of concurrent streaming synthesis sessions
 */
public record SimulatorSettings(
        double timeScale,
        Duration interimAfter,
        Duration finalAfter,
        Duration finalAtMost,
        Duration lateFinal,
        Duration endSilence,
        Duration firstSound,
        Set<String> refused,
        int mostVoices) {

    public static final SimulatorSettings DEFAULT = new SimulatorSettings(
            1,
            Duration.ofMillis(80),
            Duration.ofMillis(150),
            Duration.ofMillis(350),
            Duration.ZERO,
            Duration.ofMillis(600),
            Duration.ofMillis(150),
            Set.of(),
            100);

    public SimulatorSettings withTimeScale(double scale) {
        return new SimulatorSettings(
                scale, interimAfter, finalAfter, finalAtMost, lateFinal, endSilence, firstSound, refused, mostVoices);
    }

    public SimulatorSettings withFinals(Duration atLeast, Duration atMost) {
        return new SimulatorSettings(
                timeScale, interimAfter, atLeast, atMost, lateFinal, endSilence, firstSound, refused, mostVoices);
    }

    /** As measured in production: the 99th percentile of finals is 1.57 s. */
    public SimulatorSettings withLateFinals() {
        return new SimulatorSettings(
                timeScale,
                interimAfter,
                finalAfter,
                finalAtMost,
                Duration.ofMillis(1570),
                endSilence,
                firstSound,
                refused,
                mostVoices);
    }

    public SimulatorSettings withRefused(Set<String> features) {
        return new SimulatorSettings(
                timeScale,
                interimAfter,
                finalAfter,
                finalAtMost,
                lateFinal,
                endSilence,
                firstSound,
                features,
                mostVoices);
    }
}
