package io.agentlocator.testbed.twilio.twiml;

import java.util.List;
import java.util.Optional;

/**
 * A TwiML document.
 *
 * @param url it was fetched from; empty for TwiML inline over REST, in which relative URLs cannot be resolved
 * @param warnings that Twilio logs and otherwise ignores
 */
public record Twiml(List<Verb> verbs, Optional<String> url, List<Warning> warnings) {
    public record Warning(int code, String message) {}

    /** A document that cannot be run. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final int code;

        Unreadable(int code, String message) {
            super(message);
            this.code = code;
        }

        public int code() {
            return code;
        }
    }
}
