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
 * Lets live calls finish after SIGTERM. The process is then not ready, but it still serves its sockets and accepts new
 * ones, until the last call has ended or the time is up. The remaining sockets are closed normally, one after the other,
 * and Twilio asks the gateway about each how to continue.
 *
 * <p>SIGKILL may follow only after the longer of {@link MediaConfig#drainSettle} and {@link MediaConfig#drain}, plus
 * {@link #SPARE}.
 */
@Singleton
public class Drain {

    /** Closing the last sockets, writing the last events and stopping take at most this long together. */
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

    /** Delays the shutdown: the server closes its sockets only after this returns. */
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

    /** Closes sockets with a gap between them, because Twilio asks the gateway about each call whose socket closes. */
    private void handBack() {
        List<LiveStream> left = tick.live();
        if (left.isEmpty()) {
            return;
        }
        LOG.infof("calls are handed back to Twilio calls=%d", left.size());
        Duration gap = CLOSING.dividedBy(left.size());
        for (LiveStream stream : left) {
            stream.enqueue(new MediaInput.CloseNow(StopReason.DRAINED));
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
