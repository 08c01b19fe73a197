package io.agentlocator.media.app;

import io.agentlocator.shell.ReplyMode;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of this service. */
@ConfigMapping(prefix = "agentlocator.media")
public interface MediaConfig {

    /** The shared tick of all calls: how often sound is published, judged and paced. */
    @WithDefault("40ms")
    Duration tick();

    /** At most this much of a caller's sound waits for a tick; beyond it the oldest is dropped. */
    @WithDefault("400ms")
    Duration mostSoundWaiting();

    @WithDefault("silero")
    VoiceActivityKind voiceActivity();

    /** A socket that has not started a stream within this time is closed. */
    @WithDefault("5s")
    Duration startLimit();

    /** A stream without a frame for this long is ended. The watchdog waits less and redirects the call first. */
    @WithDefault("15s")
    Duration mediaLost();

    @WithDefault("15s")
    Duration pingEvery();

    /** How often it is reported that frames arrive. */
    @WithDefault("1s")
    Duration seenEvery();

    /** How the agent's words reach the caller. */
    @WithDefault("stream")
    ReplyMode replyMode();

    /** When Kafka has accepted nothing for this long, the caller is asked to wait; he hears it two seconds after the failure. */
    @WithDefault("1500ms")
    Duration stalled();

    /** When Kafka has accepted nothing for this long, the caller hears an apology and Twilio's document continues. */
    @WithDefault("10s")
    Duration feedLost();

    /** How long calls may continue after the process was asked to stop. */
    @WithDefault("30s")
    Duration drain();

    /**
     * For at least this long new calls are still accepted after the process was asked to stop: the load balancer needs a
     * while to notice that it is not ready.
     */
    @WithDefault("0s")
    Duration drainSettle();

    SpeechConfig speech();

    PlayoutConfig playout();

    enum VoiceActivityKind {
        SILERO,
        ENERGY
    }

    interface SpeechConfig {

        /** A window of sound is voice from this probability on. */
        @WithDefault("0.5")
        float voice();

        /** A window is quiet below this probability; between the two it counts like the window before it. */
        @WithDefault("0.35")
        float quiet();

        /** This much voice is an onset of speech. */
        @WithDefault("128ms")
        Duration onset();

        /** This much quiet is the end of speech. */
        @WithDefault("200ms")
        Duration offset();
    }

    interface PlayoutConfig {

        /** At most this much is sent ahead of what is heard, and is still heard when the caller interrupts. */
        @WithDefault("240ms")
        Duration ahead();

        /** A voice that sets in this soon after the agent's sound may be its echo and does not hold it yet. */
        @WithDefault("200ms")
        Duration grace();

        /** Held sound continues after this time when the caller is silent and nobody has decided. */
        @WithDefault("2500ms")
        Duration undecided();

        /** Held sound continues after this time even over a voice. */
        @WithDefault("8s")
        Duration heldAtMost();

        /** A turn waits at most this long for the caller to stop speaking before it begins. */
        @WithDefault("1500ms")
        Duration patience();

        /** A turn counts as heard this long after its end even if its mark did not come back. */
        @WithDefault("2s")
        Duration echoSlack();

        /** A turn whose sound stops coming for this long counts as ended. */
        @WithDefault("15s")
        Duration stall();

        /** At most this much sound of one turn waits here. */
        @WithDefault("60s")
        Duration turnAtMost();
    }
}
