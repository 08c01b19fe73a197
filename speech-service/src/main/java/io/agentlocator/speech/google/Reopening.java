package io.agentlocator.speech.google;

import io.agentlocator.shell.breaker.Breaker;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.EngineObserver;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.StreamingRecognizer;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * When the broken stream of a call is opened again: the first time at once, then after growing pauses with jitter, and only while
 * the breaker, which all calls share, permits. Reports to the listener when the call is not recognised. The owner locks it.
 */
final class Reopening {

    private static final Logger LOG = Logger.getLogger(Reopening.class);
    private static final long ONE_SECOND = 1_000;
    private static final long BREAKER_POLL_MS = 100;

    private final String callSid;
    private final StreamingRecognizer.Listener listener;
    private final Breaker breaker;
    private final EngineObserver observer;
    private final GoogleSettings.Streams settings;
    private final RandomGenerator random;
    private Breaker.@Nullable Attempt attempt;
    private boolean givenUp;
    private boolean reported;
    private int failures;
    private long openAtMs;

    Reopening(
            String callSid,
            StreamingRecognizer.Listener listener,
            Breaker breaker,
            EngineObserver observer,
            GoogleSettings.Streams settings,
            RandomGenerator random) {
        this.callSid = callSid;
        this.listener = listener;
        this.breaker = breaker;
        this.observer = observer;
        this.settings = settings;
        this.random = random;
    }

    /** Whether a stream is to be opened now. */
    boolean due(long nowMs) {
        if (givenUp || nowMs < openAtMs) {
            return false;
        }
        abandon();
        attempt = breaker.attempt();
        if (attempt == null) {
            openAtMs = nowMs + Math.max(BREAKER_POLL_MS, breaker.untilProbe().toMillis());
            report(new EngineFailure(FailureKind.UNAVAILABLE, "the vendor fails for all calls"));
            return false;
        }
        return true;
    }

    /** A stream broke or could not be opened. @return whether to open the next one at once */
    boolean failed(GoogleStream stream, FailureKind kind, String cause, long nowMs) {
        boolean atOnce = stream.healthy && failures == 0 && nowMs - stream.openedMs >= ONE_SECOND;
        failures++;
        if (attempt == null) {
            breaker.failed(cause);
        } else {
            attempt.failed(cause);
            attempt = null;
        }
        observer.failed(stream.engine(), kind, cause);
        boolean slow = failures >= settings.attempts();
        if (slow) {
            report(new EngineFailure(kind == FailureKind.CREDENTIALS ? FailureKind.UNAVAILABLE : kind, cause));
        }
        double pause =
                slow ? settings.slowPause().toMillis() : settings.firstPause().toMillis() * Math.pow(3, failures - 1.0);
        openAtMs = atOnce ? nowMs : nowMs + Math.round(pause * (0.67 + 0.66 * random.nextDouble()));
        return atOnce;
    }

    /** No further stream is opened. */
    void giveUp(GoogleStream stream, FailureKind kind, String cause) {
        givenUp = true;
        abandon();
        observer.failed(stream.engine(), kind, cause);
        report(new EngineFailure(FailureKind.NO_ENGINE, cause));
    }

    /** The stream answers, or has accepted sound for a while. */
    void healthy() {
        failures = 0;
        reported = false;
        if (attempt != null) {
            attempt.succeeded();
            attempt = null;
        }
    }

    /** The call is over: its attempt no longer blocks the breaker's next probe. */
    void abandon() {
        if (attempt != null) {
            attempt.abandoned();
            attempt = null;
        }
    }

    private void report(EngineFailure failure) {
        if (!reported) {
            reported = true;
            LOG.warnf(
                    "caller is not heard cause=%s recoverable=%s call_sid=%s",
                    failure.getMessage(), failure.recoverable(), callSid);
            listener.failed(failure);
        }
    }
}
