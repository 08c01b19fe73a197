package io.agentlocator.testbed.google;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What all services of one simulator share. */
final class World implements AutoCloseable {

    final SimulatorSettings settings;
    final KnownSpeech known = new KnownSpeech();
    final Faults faults = new Faults();
    final Journal journal = new Journal();
    final AtomicInteger voices = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("google-simulator-", 0).daemon().factory());

    World(SimulatorSettings settings) {
        this.settings = settings;
    }

    /** A limit of the vendor in milliseconds as it passes here. */
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
