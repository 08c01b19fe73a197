package io.agentlocator.testbed.twilio.report;

import java.time.Duration;

/**
 * A stretch of sound that the caller heard.
 *
 * @param from first audible frame, since dialling
 * @param to end of the last audible frame
 */
public record HeardStretch(Duration from, Duration to, Source source) {

    /** The origin of the sound. */
    public sealed interface Source {
        /** The application, over the media socket. */
        record Stream(String streamSid) implements Source {}

        record Play(String url) implements Source {}

        /** Twilio's own voice; a tone replaces it here. */
        record Say(String text) implements Source {}

        /** While Dial waits for an answer. */
        record Ringing() implements Source {}

        /** The dialled person. */
        record Person(String number) implements Source {}

        record Beep() implements Source {}

        /** Twilio's "an application error has occurred". */
        record ApplicationError() implements Source {}
    }
}
