package io.agentlocator.watchdog.app;

import io.agentlocator.shell.ReplyMode;
import io.agentlocator.watchdog.Deadlines;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of this service. Values without a unit are whole or fractional seconds. */
@ConfigMapping(prefix = "watchdog")
public interface WatchdogSettings {

    /** From the end of the greeting to the stream's start. */
    Seconds startTimeout();

    /** From the last frame seen. */
    Seconds noMediaTimeout();

    Seconds callerSilence();

    Seconds agentSilence();

    Seconds maxCall();

    /** From the end of a stream until the gateway reports how the call continues. */
    @WithDefault("3")
    Seconds connectActionGrace();

    /** How the agent's words reach the caller. */
    @WithDefault("stream")
    ReplyMode replyMode();

    /**
     * From the end of a stream until the gateway reports that a clip plays in its place. Longer than the gateway waits for
     * Twilio's answer.
     */
    @WithDefault("10")
    Seconds clipUpdateGrace();

    /** No call is judged for this long after the feed was stale or its partition was taken over. */
    @WithDefault("3")
    Seconds feedGrace();

    @WithDefault("60")
    Seconds hangUpGrace();

    /** How much of the log is folded when a partition is taken over; longer than a call can last. */
    @WithDefault("15m")
    Duration window();

    /** The feed is stale from this age on. */
    @WithDefault("2")
    Seconds staleAfter();

    Optional<String> publicBaseUrl();

    Twilio twilio();

    interface Twilio {
        Optional<String> accountSid();

        Optional<String> authToken();

        Optional<String> apiBaseUrl();
    }

    default Deadlines deadlines() {
        return new Deadlines(
                startTimeout().value(),
                noMediaTimeout().value(),
                connectActionGrace().value(),
                replyMode() == ReplyMode.TWIML
                        ? clipUpdateGrace().value()
                        : connectActionGrace().value(),
                feedGrace().value(),
                callerSilence().value(),
                agentSilence().value(),
                maxCall().value(),
                hangUpGrace().value());
    }
}
