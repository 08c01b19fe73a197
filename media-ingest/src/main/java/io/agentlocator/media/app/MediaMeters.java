package io.agentlocator.media.app;

import io.agentlocator.media.MediaCounters;
import io.agentlocator.media.MediaStep.Counted;
import io.agentlocator.media.SharedTick;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Shows what is counted. */
@Singleton
public class MediaMeters {

    private static final String PREFIX = "agentlocator.media.";

    void bind(@Observes StartupEvent starting, MeterRegistry registry, SharedTick tick, MediaCounters counters) {
        Gauge.builder(PREFIX + "streams.active", tick, SharedTick::active).register(registry);
        for (Counted what : Counted.values()) {
            FunctionCounter.builder(
                            PREFIX + what.name().toLowerCase(Locale.ROOT).replace('_', '.'),
                            counters,
                            all -> all.of(what))
                    .register(registry);
        }
        FunctionCounter.builder(PREFIX + "inputs.dropped", counters, MediaCounters::inputsDropped)
                .register(registry);
        FunctionTimer.builder(
                        PREFIX + "tick.late",
                        counters,
                        MediaCounters::ticks,
                        MediaCounters::lateNanos,
                        TimeUnit.NANOSECONDS)
                .register(registry);
        FunctionTimer.builder(
                        PREFIX + "tick.busy",
                        counters,
                        MediaCounters::ticks,
                        MediaCounters::busyNanos,
                        TimeUnit.NANOSECONDS)
                .register(registry);
        Gauge.builder(PREFIX + "tick.latest.seconds", counters, all -> all.takeLatestNanos() / 1e9)
                .register(registry);
    }
}
