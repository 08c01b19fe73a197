package io.agentlocator.speech.google;

import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.StreamingRecognizer;
import io.agentlocator.testbed.google.GoogleSimulator;
import io.agentlocator.testbed.google.SyntheticVoice;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A caller who speaks known words into a recogniser, some times faster than life, and keeps what was heard. */
final class Caller implements StreamingRecognizer.Hearing {

    private static final int CHUNK = 800;

    private final GoogleSimulator simulator;
    private final int speed;
    private long offsetMs;
    private long nextNanos = System.nanoTime();

    /** @param endMs as it was told */
    record Told(String text, boolean settled, double confidence, long endMs) {}

    final List<Told> told = new CopyOnWriteArrayList<>();
    final List<RecognitionTrouble> troubles = new CopyOnWriteArrayList<>();

    Caller(GoogleSimulator simulator, int speed) {
        this.simulator = simulator;
        this.speed = speed;
    }

    void says(StreamingRecognizer.Live live, String text) {
        var clip = SyntheticVoice.say(text, "caller");
        simulator.know(text, clip);
        plays(live, clip);
    }

    void plays(StreamingRecognizer.Live live, byte[] mulaw) {
        for (int from = 0; from < mulaw.length; from += CHUNK) {
            chunk(live, Arrays.copyOfRange(mulaw, from, Math.min(mulaw.length, from + CHUNK)), true);
        }
    }

    void pauses(StreamingRecognizer.Live live, int ms) {
        for (int left = ms; left > 0; left -= 100) {
            var silence = new byte[CHUNK];
            Arrays.fill(silence, (byte) 0xFF);
            chunk(live, silence, false);
        }
    }

    private void chunk(StreamingRecognizer.Live live, byte[] mulaw, boolean speaking) {
        // The pace of the caller's own mouth, not a wait for anything.
        nextNanos = Math.max(nextNanos, System.nanoTime() - 200_000_000L) + mulaw.length * 125_000L / speed;
        while (System.nanoTime() < nextNanos) {
            LockSupport.parkNanos(nextNanos - System.nanoTime());
        }
        live.audio(mulaw, offsetMs, speaking);
        offsetMs += mulaw.length / 8;
    }

    long nowMs() {
        return offsetMs;
    }

    String settled() {
        return String.join(
                " ", told.stream().filter(Told::settled).map(Told::text).toList());
    }

    @Override
    public void words(String text, boolean settled, double confidence, long endMs) {
        told.add(new Told(text, settled, confidence, endMs));
    }

    @Override
    public void trouble(RecognitionTrouble trouble) {
        troubles.add(trouble);
    }

    static void await(Duration bound, String what, BooleanSupplier condition) {
        long end = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + bound.toMillis() + " ms: " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
