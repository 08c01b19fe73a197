package io.agentlocator.media.app;

import io.agentlocator.events.MediaEvent.StopReason;
import io.agentlocator.media.SharedTick;
import io.agentlocator.media.kafka.AgentAudioReader;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Lets live calls finish when the process is asked to stop: not ready from then on, sockets still served, and what is
 * left after a while is closed in good order, so that Twilio goes on with the call's document.
 */
@Singleton
public class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final long LOOK_EVERY_MS = 50;

    private final SharedTick tick;
    private final AgentAudioReader reader;
    private final MediaConfig config;
    private volatile boolean draining;

    @Inject
    Drain(SharedTick tick, AgentAudioReader reader, MediaConfig config) {
        this.tick = tick;
        this.reader = reader;
        this.config = config;
    }

    public boolean draining() {
        return draining;
    }

    /** Holds the shutdown back: the server closes its sockets only after this returns. */
    void drain(@Observes ShutdownDelayInitiatedEvent stopping) {
        draining = true;
        if (tick.active() == 0) {
            return;
        }
        LOG.infof("draining calls=%d bound=%s", tick.active(), config.drain());
        if (!empty(config.drain())) {
            LOG.infof("drain is over, calls are handed back to Twilio calls=%d", tick.active());
            tick.closeAll(StopReason.DRAINED);
            empty(CLOSING);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (tick.active() > 0) {
            tick.closeAll(StopReason.DRAINED);
            empty(CLOSING);
        }
        reader.close();
        tick.close();
    }

    private boolean empty(Duration within) {
        long end = System.nanoTime() + within.toNanos();
        while (tick.active() > 0) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(LOOK_EVERY_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
