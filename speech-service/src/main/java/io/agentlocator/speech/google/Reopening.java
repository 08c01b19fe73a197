package io.agentlocator.speech.google;

import io.agentlocator.speech.Breaker;
import io.agentlocator.speech.FailureKind;
import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.StreamingRecognizer.Hearing;
import io.agentlocator.speech.VendorWatch;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * When the stream of a call that broke is opened again: at once the first time, then with growing pauses that are spread at
 * random, and for all calls together not more often than the vendor bears. Tells the call's side when it is not heard. Guarded
 * by its owner.
 */
final class Reopening {

    private static final Logger LOG = Logger.getLogger(Reopening.class);
    private static final long ONE_SECOND = 1_000;

    private final String callSid;
    private final Hearing hearing;
    private final Breaker breaker;
    private final VendorWatch watch;
    private final GoogleSettings.Streams settings;
    private final RandomGenerator random;
    private boolean given;
    private boolean told;
    private int attempts;
    private long openAtMs;

    Reopening(
            String callSid,
            Hearing hearing,
            Breaker breaker,
            VendorWatch watch,
            GoogleSettings.Streams settings,
            RandomGenerator random) {
        this.callSid = callSid;
        this.hearing = hearing;
        this.breaker = breaker;
        this.watch = watch;
        this.settings = settings;
        this.random = random;
    }

    /** Whether a stream is to be opened now. */
    boolean due(long nowMs) {
        if (given || nowMs < openAtMs) {
            return false;
        }
        if (!breaker.mayAsk(nowMs)) {
            openAtMs = Math.max(nowMs + 100, breaker.retryAtMs());
            tell(new RecognitionTrouble(FailureKind.UNAVAILABLE, "the vendor fails for all calls"));
            return false;
        }
        return true;
    }

    /** A stream broke, or could not be opened. @return whether to open the next one without a pause */
    boolean failed(Wired wired, FailureKind kind, String cause, long nowMs) {
        boolean first = wired.healthy && attempts == 0 && nowMs - wired.openedMs >= ONE_SECOND;
        attempts++;
        breaker.failed(nowMs);
        watch.failed(wired.engine(), kind, cause);
        boolean slow = attempts >= settings.attempts();
        if (slow) {
            tell(new RecognitionTrouble(kind == FailureKind.CREDENTIALS ? FailureKind.UNAVAILABLE : kind, cause));
        }
        double pause =
                slow ? settings.slowPause().toMillis() : settings.firstPause().toMillis() * Math.pow(3, attempts - 1.0);
        openAtMs = first ? nowMs : nowMs + Math.round(pause * (0.67 + 0.66 * random.nextDouble()));
        return first;
    }

    /** Nothing will help. */
    void giveUp(Wired wired, FailureKind kind, String cause) {
        given = true;
        watch.failed(wired.engine(), kind, cause);
        tell(new RecognitionTrouble(cause, false));
    }

    void healthy() {
        attempts = 0;
        told = false;
        breaker.succeeded();
    }

    private void tell(RecognitionTrouble trouble) {
        if (!told) {
            told = true;
            LOG.warnf(
                    "caller is not heard cause=%s recoverable=%s call_sid=%s",
                    trouble.getMessage(), trouble.recoverable(), callSid);
            hearing.trouble(trouble);
        }
    }
}
