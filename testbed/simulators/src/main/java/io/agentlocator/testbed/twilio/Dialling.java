package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.sound.Mulaw;
import io.agentlocator.testbed.sound.Tones;
import io.agentlocator.testbed.twilio.media.ClipSound;
import io.agentlocator.testbed.twilio.report.HeardStretch;
import io.agentlocator.testbed.twilio.report.Notification;
import io.agentlocator.testbed.twilio.report.Sids;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import io.agentlocator.testbed.twilio.twiml.Verb;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Runs the Dial verb: rings, bridges the caller to a person, and reports the result. */
final class Dialling {
    private static final Pattern DIALLABLE = Pattern.compile("\\+?[0-9]{3,15}|sip:.+@.+|client:.+");
    private static final Duration UNREACHABLE_AFTER = Duration.ofMillis(500);

    private final SimulatedCall call;
    private final Verb.Dial verb;
    private final Person person;
    private final BiConsumer<Duration, Runnable> later;
    private final Runnable whenOver;
    private final String childSid = Sids.of("CA");
    private Optional<Duration> bridged = Optional.empty();
    private Optional<Duration> ended = Optional.empty();
    private String status = "";

    /** @param later runs a task unless the document has been replaced meanwhile */
    Dialling(
            SimulatedCall call,
            Verb.Dial verb,
            Person person,
            BiConsumer<Duration, Runnable> later,
            Runnable whenOver) {
        this.call = call;
        this.verb = verb;
        this.person = person;
        this.later = later;
        this.whenOver = whenOver;
    }

    void begin() {
        if (!DIALLABLE.matcher(verb.number()).matches()) {
            call.notify(13223, Notification.Level.ERROR, "Dial: Invalid phone number format");
            over("failed");
            return;
        }
        call.audio().play(new ClipSound(ringing(), Integer.MAX_VALUE, new HeardStretch.Source.Ringing(), () -> {}));
        switch (person) {
            case Person.Busy(Duration after) -> later.accept(least(after, verb.timeout()), () -> over("busy"));
            case Person.DoesNotAnswer nobody -> later.accept(verb.timeout(), () -> over("no-answer"));
            case Person.Unreachable nobody -> later.accept(UNREACHABLE_AFTER, () -> over("failed"));
            case Person.Answers(Duration after, byte[] sound, Duration stays) -> {
                if (after.compareTo(verb.timeout()) >= 0) later.accept(verb.timeout(), () -> over("no-answer"));
                else later.accept(after, () -> bridge(sound, least(stays, verb.timeLimit())));
            }
        }
    }

    /** The caller hangs up while it rings or while they talk. */
    void hungUp() {
        if (ended.isPresent()) return;
        status = bridged.isPresent() ? "completed" : "canceled";
        close();
    }

    /** The parameters of the verb's action besides the standard ones. */
    Map<String, String> params() {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("DialCallSid", childSid);
        params.put("DialCallStatus", status);
        params.put("DialBridged", String.valueOf(bridged.isPresent()));
        if (bridged.isPresent()) params.put("DialCallDuration", String.valueOf(talked().toSeconds()));
        return params;
    }

    private void bridge(byte[] sound, Duration stays) {
        bridged = Optional.of(call.now());
        call.emit(new TimelineEvent.Bridged(call.now(), verb.number()));
        call.audio().play(new ClipSound(sound, 1, new HeardStretch.Source.Person(verb.number()), () -> {}));
        later.accept(stays, () -> over("completed"));
    }

    private void over(String how) {
        status = how;
        close();
        call.audio().stopPlaying();
        whenOver.run();
    }

    private void close() {
        ended = Optional.of(call.now());
        call.emit(new TimelineEvent.VerbEnded(call.now(), "Dial", status));
    }

    private Duration talked() {
        return bridged.map(from -> ended.orElseGet(call::now).minus(from)).orElse(Duration.ZERO);
    }

    /** A second of tone, three of silence. */
    private static byte[] ringing() {
        byte[] tone = Tones.sine(400, 6000, Duration.ofSeconds(1));
        byte[] round = Arrays.copyOf(tone, 4 * Mulaw.RATE);
        Arrays.fill(round, tone.length, round.length, (byte) 0xFF);
        return round;
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
