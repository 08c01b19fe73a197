package io.agentlocator.testbed.twilio.report;

import java.time.Duration;

/**
 * A stretch of sound that reached the caller's ear.
 *
 * @param from first audible frame, since dialling
 * @param to end of the last audible frame
 */
public record HeardStretch(Duration from, Duration to, Source source) {

    /** Where the sound came from. */
    public sealed interface Source {
        /** What the application sent over the media socket. */
        record Stream(String streamSid) implements Source {}

        record Play(String url) implements Source {}

        /** Twilio's own voice; a hum stands for it. */
        record Say(String text) implements Source {}

        /** While Dial waits for an answer. */
        record Ringing() implements Source {}

        /** Who was dialled, once they talk. */
        record Person(String number) implements Source {}

        record Beep() implements Source {}

        /** Twilio's "an application error has occurred". */
        record ApplicationError() implements Source {}
    }
}
