package io.agentlocator.speech.app;

import io.agentlocator.speech.Voices;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What the voices do, for those who watch. */
final class VoiceMetrics implements Voices.Listener {

    private static final Logger LOG = Logger.getLogger(Voices.class);

    private final MeterRegistry metrics;

    VoiceMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public void failed(String engine, String cause) {
        LOG.warnf("synthesis failed engine=%s cause=%s", engine, cause);
        metrics.counter("speech.synthesis.failures", "engine", engine).increment();
    }

    @Override
    public void firstSound(String engine, boolean cached, long tookMs) {
        LOG.debugf("first sound engine=%s cached=%b took_ms=%d", engine, cached, tookMs);
        metrics.timer("speech.synthesis.first.sound", "engine", engine, "cached", Boolean.toString(cached))
                .record(tookMs, TimeUnit.MILLISECONDS);
    }
}
