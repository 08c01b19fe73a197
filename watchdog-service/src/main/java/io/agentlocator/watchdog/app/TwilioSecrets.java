package io.agentlocator.watchdog.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Whether Twilio takes the credentials, asked at the start and every few minutes: keys are revoked while services run.
 * What Twilio last said is known without waiting; a watchdog whose keys are refused goes on trying, since to refuse is
 * Twilio's decision for each call anew.
 */
public final class TwilioSecrets implements AutoCloseable {

    static final String DISABLED = "disabled";

    private static final Logger LOG = Logger.getLogger(TwilioSecrets.class);

    private final Supplier<Optional<String>> ask;
    private final Duration every;
    private final Duration afterTrouble;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String state;

    /**
     * @param present whether there are credentials at all
     * @param ask what is wrong with them; blocks for some seconds at most
     * @param every how often Twilio is asked while all is well
     * @param afterTrouble how soon it is asked again while something is wrong
     */
    public TwilioSecrets(boolean present, Supplier<Optional<String>> ask, Duration every, Duration afterTrouble) {
        this.ask = ask;
        this.every = every;
        this.afterTrouble = afterTrouble;
        this.state = present ? "not asked yet" : DISABLED;
    }

    public void start() {
        if (!state.equals(DISABLED)) {
            Thread.ofVirtual().name("twilio-secrets").start(this::keepAsking);
        }
    }

    /** {@code ok}, {@code disabled} where there are none, or what is wrong in one line. */
    public String state() {
        return state;
    }

    @Override
    public void close() {
        closing.countDown();
    }

    private void keepAsking() {
        try {
            Duration pause;
            do {
                Optional<String> wrong = answer();
                String now = wrong.orElse("ok");
                if (wrong.isPresent() && !now.equals(state)) {
                    LOG.errorf("no call can be saved: %s", now);
                }
                state = now;
                pause = wrong.isPresent() ? afterTrouble : every;
            } while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> answer() {
        try {
            return ask.get();
        } catch (RuntimeException e) {
            return Optional.of(e.toString());
        }
    }
}
