package io.agentlocator.media.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of this service. */
@ConfigMapping(prefix = "agentlocator.media")
public interface MediaConfig {

    /** The one clock of all calls: how often sound is sent on, judged and paced. */
    @WithDefault("40ms")
    Duration tick();

    /** Of each call at most so much of the caller's sound waits here; beyond it the oldest is dropped. */
    @WithDefault("400ms")
    Duration mostSoundWaiting();

    @WithDefault("silero")
    Ears voiceActivity();

    /** A socket that has not started a stream by then is closed. */
    @WithDefault("5s")
    Duration startLimit();

    /** A stream without a frame for so long is given up. The watchdog waits less and saves the call first. */
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

    /** When Kafka has taken nothing for so long, the caller is asked to wait; two seconds after the trouble he hears it. */
    @WithDefault("1500ms")
    Duration stalled();

    /** When Kafka has taken nothing for so long, the caller is told and handed back to Twilio's document. */
    @WithDefault("10s")
    Duration feedLost();

    /** How long calls may go on once the process was asked to stop. */
    @WithDefault("30s")
    Duration drain();

    /**
     * For at least so long new calls are still taken once the process was asked to stop and says that it is not ready:
     * whoever sends them here needs a while to learn it.
     */
    @WithDefault("0s")
    Duration drainSettle();

    Speech speech();

    Playout playout();

    enum ReplyMode {
        /** Over the media socket. */
        STREAM,
        /** As clips that Twilio plays while there is no stream. */
        TWIML
    }

    enum Ears {
        SILERO,
        ENERGY
    }

    interface Speech {

        /** A window of sound is voice from this probability on. */
        @WithDefault("0.5")
        float voice();

        /** And is not, below this one; between the two it is what the window before it was. */
        @WithDefault("0.35")
        float quiet();

        /** So much voice is speech. */
        @WithDefault("128ms")
        Duration onset();

        /** So much quiet ends it. */
        @WithDefault("200ms")
        Duration offset();
    }

    interface Playout {

        /** At most so much is sent ahead of what is heard, and is still heard when the caller interrupts. */
        @WithDefault("240ms")
        Duration ahead();

        /** A voice that sets in so soon after the agent's sound may be its echo and does not hold it yet. */
        @WithDefault("200ms")
        Duration grace();

        /** Held sound goes on after this time when the caller is silent and nobody has decided. */
        @WithDefault("2500ms")
        Duration undecided();

        /** Held sound goes on after this time even while there is a voice. */
        @WithDefault("8s")
        Duration heldAtMost();

        /** A turn waits so long for the caller to stop speaking before it begins. */
        @WithDefault("1500ms")
        Duration patience();

        /** So long after its end a turn counts as heard though its mark never came back. */
        @WithDefault("2s")
        Duration echoSlack();

        /** A turn whose sound stops coming for so long is taken for ended. */
        @WithDefault("15s")
        Duration stall();

        /** Of one turn at most so much sound waits here. */
        @WithDefault("60s")
        Duration turnAtMost();
    }
}
