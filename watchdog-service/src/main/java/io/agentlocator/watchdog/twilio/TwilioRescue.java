package io.agentlocator.watchdog.twilio;

import io.agentlocator.twilio.CallUpdate;
import io.agentlocator.twilio.LiveCalls;
import io.agentlocator.twilio.PublicUrl;
import io.agentlocator.twilio.TwimlDocuments;
import io.agentlocator.watchdog.Rescue;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Redirects and ends calls over Twilio's REST API, with a few attempts.
 *
 * <p>An attempt is repeated after a temporary refusal (429, 5xx) and when no answer came. In the second case Twilio may
 * have accepted it. The repetition then restarts the spoken prompt within a few seconds, before the caller can have left a
 * message. That is less harm than a caller who stays in silence.
 */
public final class TwilioRescue implements Rescue {

    private static final int ATTEMPTS = 3;

    private final LiveCalls calls;
    private final Optional<String> recordMessage;
    private final Duration pause;
    private final Duration patience;

    /**
     * @param publicUrl where Twilio finds the gateway; without it each redirect fails with that cause
     * @param pause between two attempts
     * @param patience no attempt is begun when this has passed since the first
     */
    public TwilioRescue(LiveCalls calls, Optional<PublicUrl> publicUrl, Duration pause, Duration patience) {
        this.calls = calls;
        this.recordMessage = publicUrl.map(url -> new TwimlDocuments(url).recordMessage());
        this.pause = pause;
        this.patience = patience;
    }

    @Override
    public Result redirect(String callSid) {
        return recordMessage
                .map(document -> attempt(() -> calls.redirect(callSid, document)))
                .orElseGet(() -> new Result.Failed("PUBLIC_BASE_URL is not set"));
    }

    @Override
    public Result hangUp(String callSid) {
        return attempt(() -> calls.hangUp(callSid));
    }

    private Result attempt(Supplier<CallUpdate> update) {
        long begun = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt == ATTEMPTS || System.nanoTime() - begun > patience.toNanos();
            switch (update.get()) {
                case CallUpdate.Updated() -> {
                    return new Result.Done();
                }
                case CallUpdate.CallOver(int code) -> {
                    return new Result.CallOver();
                }
                case CallUpdate.Refused refused -> {
                    if (last || !refused.passing()) {
                        return new Result.Failed(cause(refused));
                    }
                }
                case CallUpdate.Unreachable(String cause) -> {
                    if (last) {
                        return new Result.Failed("Twilio does not answer: " + cause);
                    }
                }
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Result.Failed("the watchdog is stopping");
            }
        }
    }

    private static String cause(CallUpdate.Refused refused) {
        return refused.status() == 0
                ? refused.message()
                : "HTTP " + refused.status() + ", Twilio " + refused.code() + ": " + refused.message();
    }
}
