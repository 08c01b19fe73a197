package io.agentlocator.testbed.google;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The state that all services of one simulator share. */
final class World implements AutoCloseable {

    final SimulatorSettings settings;
    final KnownSpeech known;
    final Faults faults = new Faults();
    final Journal journal = new Journal();
    final Set<RecognitionCall<?>> listening = ConcurrentHashMap.newKeySet();
    final AtomicInteger voices = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("google-simulator-", 0).daemon().factory());

    World(SimulatorSettings settings, KnownSpeech known) {
        this.settings = settings;
        this.known = known;
    }

    /** The sound of the voice, which is recognised from now on. */
    byte[] say(String text, String voice) {
        var sound = SyntheticVoice.say(text, voice);
        if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
            known.know(text, sound);
        }
        return sound;
    }

    /** A limit of the vendor in milliseconds, divided by the time scale. */
    double scaled(double millis) {
        return millis / settings.timeScale();
    }

    void later(long millis, Runnable task) {
        if (!timer.isShutdown()) {
            timer.schedule(task, millis, TimeUnit.MILLISECONDS);
        }
    }

    static long nowMs() {
        return System.nanoTime() / 1_000_000;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
