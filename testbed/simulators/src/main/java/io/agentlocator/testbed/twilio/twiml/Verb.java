package io.agentlocator.testbed.twilio.twiml;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A TwiML verb as written; URLs are not resolved. */
public sealed interface Verb {
    /** @param loop 0 repeats until the call ends */
    record Play(String url, int loop) implements Verb {}

    record Say(String text, int loop) implements Verb {}

    record Pause(Duration length) implements Verb {}

    record Connect(Optional<String> action, String method, Stream stream) implements Verb {}

    record Voicemail(
            Optional<String> action,
            String method,
            Duration silence,
            Duration maxLength,
            String finishOnKey,
            boolean beep,
            boolean trim,
            Optional<String> statusCallback,
            String statusMethod,
            Set<String> statusEvents)
            implements Verb {}

    /** @param number a number, {@code sip:…} or {@code client:…} */
    record Dial(Optional<String> action, String method, Duration timeout, Duration timeLimit, String number)
            implements Verb {}

    record Redirect(String url, String method) implements Verb {}

    record Hangup() implements Verb {}

    record Reject(String callStatus) implements Verb {}

    /** The noun of Connect. */
    record Stream(
            String url,
            String name,
            String track,
            Optional<String> statusCallback,
            String statusMethod,
            Map<String, String> parameters) {}
}
