package io.agentlocator.speech.google;

import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.StreamingRecognizer;
import io.agentlocator.testbed.google.GoogleSimulator;
import io.agentlocator.testbed.google.SyntheticVoice;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A caller who speaks known words to a recogniser, several times as fast as a person, and keeps the answers. */
final class TimelineCaller implements StreamingRecognizer.Listener {

    private static final int CHUNK = 800;

    private final GoogleSimulator simulator;
    private final int speed;
    private long offsetMs;
    private long nextNanos = System.nanoTime();

    record Received(String text, boolean settled, double confidence, long endMs) {}

    final List<Received> received = new CopyOnWriteArrayList<>();
    final List<EngineFailure> failures = new CopyOnWriteArrayList<>();

    TimelineCaller(GoogleSimulator simulator, int speed) {
        this.simulator = simulator;
        this.speed = speed;
    }

    void says(StreamingRecognizer.Stream stream, String text) {
        var clip = SyntheticVoice.say(text, "caller");
        simulator.know(text, clip);
        plays(stream, clip);
    }

    void plays(StreamingRecognizer.Stream stream, byte[] mulaw) {
        for (int from = 0; from < mulaw.length; from += CHUNK) {
            chunk(stream, Arrays.copyOfRange(mulaw, from, Math.min(mulaw.length, from + CHUNK)), true);
        }
    }

    void pauses(StreamingRecognizer.Stream stream, int ms) {
        for (int left = ms; left > 0; left -= 100) {
            var silence = new byte[CHUNK];
            Arrays.fill(silence, (byte) 0xFF);
            chunk(stream, silence, false);
        }
    }

    private void chunk(StreamingRecognizer.Stream stream, byte[] mulaw, boolean speaking) {
        // The pace of speech; it waits for nothing.
        nextNanos = Math.max(nextNanos, System.nanoTime() - 200_000_000L) + mulaw.length * 125_000L / speed;
        while (System.nanoTime() < nextNanos) {
            LockSupport.parkNanos(nextNanos - System.nanoTime());
        }
        stream.audio(mulaw, offsetMs, speaking);
        offsetMs += mulaw.length / 8;
    }

    long nowMs() {
        return offsetMs;
    }

    String settled() {
        return String.join(
                " ",
                received.stream().filter(Received::settled).map(Received::text).toList());
    }

    @Override
    public void words(String text, boolean settled, double confidence, long endMs) {
        received.add(new Received(text, settled, confidence, endMs));
    }

    @Override
    public void failed(EngineFailure failure) {
        failures.add(failure);
    }

    static void await(Duration limit, String what, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + limit.toMillis() + " ms: " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
