package io.agentlocator.media.app;

import io.agentlocator.events.MediaEvent.StopReason;
import io.agentlocator.media.LiveStream;
import io.agentlocator.media.MediaInput;
import io.agentlocator.media.SharedTick;
import io.agentlocator.media.kafka.AgentAudioReader;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Lets live calls finish when the process is asked to stop. SIGTERM is all that it takes: not ready from then on, sockets
 * still served and calls that come all the same still taken, until the last has ended or the time is up. What is left then
 * is closed in good order, one after the other, so that Twilio asks for each how it is to go on.
 *
 * <p>Who sends SIGKILL after a while has to wait longer than {@link MediaConfig#drainSettle} or {@link
 * MediaConfig#drain}, whichever is longer, and {@link #SPARE}.
 */
@Singleton
public class Drain {

    /** What closing the last sockets, writing the last events and stopping take together, at most. */
    public static final Duration SPARE = Duration.ofSeconds(20);

    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final Duration BETWEEN_TWO = Duration.ofMillis(100);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

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
        long settled = System.nanoTime() + config.drainSettle().toNanos();
        long end = System.nanoTime() + config.drain().toNanos();
        LOG.infof("draining calls=%d bound=%s settle=%s", tick.active(), config.drain(), config.drainSettle());
        while (System.nanoTime() < settled || (tick.active() > 0 && System.nanoTime() < end)) {
            if (!pause(LOOK_EVERY)) {
                return;
            }
        }
        handBack();
    }

    void stop(@Observes ShutdownEvent stopping) {
        handBack();
        reader.close();
        tick.close();
    }

    /** Twilio asks the gateway about each call whose socket is closed: not about all of them in the same moment. */
    private void handBack() {
        List<LiveStream> left = tick.live();
        if (left.isEmpty()) {
            return;
        }
        LOG.infof("calls are handed back to Twilio calls=%d", left.size());
        Duration gap = CLOSING.dividedBy(left.size());
        for (LiveStream stream : left) {
            stream.tell(new MediaInput.CloseNow(StopReason.DRAINED));
            if (!pause(gap.compareTo(BETWEEN_TWO) < 0 ? gap : BETWEEN_TWO)) {
                return;
            }
        }
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        while (tick.active() > 0 && System.nanoTime() < end && pause(LOOK_EVERY)) {
            LOG.debugf("sockets are closing calls=%d", tick.active());
        }
    }

    private static boolean pause(Duration length) {
        try {
            Thread.sleep(length);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
