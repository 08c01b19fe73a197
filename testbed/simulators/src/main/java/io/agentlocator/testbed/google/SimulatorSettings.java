package io.agentlocator.testbed.google;

import java.time.Duration;
import java.util.Set;

/**
 * How the simulated vendor behaves.
 *
 * @param timeScale how many times faster than life its limits pass: 10 ends a stream after 30 s instead of 300 s
 * @param interimAfter how late interim words are
 * @param finalAfter how late final words are, at least
 * @param finalAtMost and at most, but for those that the tail makes later
 * @param lateFinal how late the latest one of a hundred final words is; zero for none later than at most
 * @param endSilence silence that makes words final
 * @param firstSound how long synthesis thinks
 * @param refused features that models do not have: {@code adaptation}, {@code automatic_punctuation}
 * @param mostVoices streaming sessions of synthesis at once
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

    /** As measured in production: one final of a hundred is 1.57 s late. */
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
