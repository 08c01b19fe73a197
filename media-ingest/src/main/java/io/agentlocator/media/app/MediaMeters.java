package io.agentlocator.media.app;

import io.agentlocator.media.MediaCounters;
import io.agentlocator.media.MediaStep.Counted;
import io.agentlocator.media.SharedTick;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Registers the service's metrics. The service is scaled by {@code agentlocator.calls.active}. The gap of a turn is
 * measured here because only this service knows both its ends, and only where the agent answers over the socket.
 */
@Singleton
public class MediaMeters implements MediaCounters.Stopwatch {

    private static final String NAME = "agentlocator.";
    private static final String MEDIA = NAME + "media.";

    private final Timer tickLate;
    private final Timer turnGap;

    @Inject
    public MediaMeters(MeterRegistry registry) {
        tickLate = Timer.builder(NAME + "tick.late")
                .description("How late a tick of the one clock of all calls began")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(1))
                .register(registry);
        turnGap = Timer.builder(NAME + "turn.gap")
                .description("From the end of the caller's voice to the agent's first sound at the socket")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(100))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
    }

    @Override
    public void tickLate(long nanos) {
        tickLate.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void turnGap(long nanos) {
        turnGap.record(nanos, TimeUnit.NANOSECONDS);
    }

    void bind(@Observes StartupEvent starting, MeterRegistry registry, SharedTick tick, MediaCounters counters) {
        Gauge.builder(NAME + "calls.active", tick, SharedTick::calls)
                .description("Calls whose media stream is in this process")
                .register(registry);
        Gauge.builder(MEDIA + "sockets.open", tick, SharedTick::active).register(registry);
        for (Counted what : Counted.values()) {
            FunctionCounter.builder(name(what), counters, all -> all.of(what)).register(registry);
        }
        FunctionCounter.builder(MEDIA + "inputs.dropped", counters, MediaCounters::inputsDropped)
                .register(registry);
        FunctionTimer.builder(
                        MEDIA + "tick.busy",
                        counters,
                        MediaCounters::ticks,
                        MediaCounters::busyNanos,
                        TimeUnit.NANOSECONDS)
                .register(registry);
    }

    private static String name(Counted what) {
        return (what == Counted.BARGE_INS ? NAME : MEDIA)
                + what.name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
