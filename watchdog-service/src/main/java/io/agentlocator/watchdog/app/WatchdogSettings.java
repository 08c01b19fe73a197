package io.agentlocator.watchdog.app;

import io.agentlocator.watchdog.Deadlines;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** All in whole or fractional seconds where no unit is given. */
@ConfigMapping(prefix = "watchdog")
public interface WatchdogSettings {

    /** From the end of the greeting to the stream's start. */
    Seconds startTimeout();

    /** From the last frame seen. */
    Seconds noMediaTimeout();

    Seconds callerSilence();

    Seconds agentSilence();

    Seconds maxCall();

    /** From the end of a stream until the gateway's word on it. */
    @WithDefault("3")
    Seconds connectActionGrace();

    /** How the agent's words reach the caller. */
    @WithDefault("stream")
    ReplyMode replyMode();

    /**
     * From the end of a stream until the gateway's word that a clip plays in its place; longer than the gateway waits for
     * Twilio's answer.
     */
    @WithDefault("10")
    Seconds clipUpdateGrace();

    /** No call is judged for this long after the feed was stale or its partition was taken over. */
    @WithDefault("3")
    Seconds feedGrace();

    @WithDefault("60")
    Seconds hangUpGrace();

    /** How much of the log is folded at the start; longer than a call can last. */
    @WithDefault("15m")
    Duration window();

    /** From which age on the feed is stale. */
    @WithDefault("2")
    Seconds staleAfter();

    Optional<String> publicBaseUrl();

    Twilio twilio();

    enum ReplyMode {
        /** Over the media socket. */
        STREAM,
        /** As clips that Twilio plays while there is no stream. */
        TWIML
    }

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
