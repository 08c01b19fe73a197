package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.sound.Tones;
import io.agentlocator.testbed.twilio.media.ClipSound;
import io.agentlocator.testbed.twilio.media.SimulatedStream;
import io.agentlocator.testbed.twilio.media.VoicemailTaking;
import io.agentlocator.testbed.twilio.report.CallEnd;
import io.agentlocator.testbed.twilio.report.HeardStretch;
import io.agentlocator.testbed.twilio.report.Notification;
import io.agentlocator.testbed.twilio.report.RecordingReport;
import io.agentlocator.testbed.twilio.report.StreamEnd;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import io.agentlocator.testbed.twilio.twiml.Twiml;
import io.agentlocator.testbed.twilio.twiml.TwimlReader;
import io.agentlocator.testbed.twilio.twiml.Verb;
import io.agentlocator.testbed.twilio.webhook.Courier;
import io.agentlocator.testbed.twilio.webhook.PhoneNumber;
import io.agentlocator.testbed.twilio.webhook.Urls;
import io.agentlocator.testbed.twilio.webhook.WebhookAttempt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs a call's TwiML: fetches documents and executes verb after verb; a live update replaces them at once. */
final class CallFlow {
    private static final int MOST_DOCUMENTS = 500;
    private static final Duration ERROR_MESSAGE = Duration.ofSeconds(4);
    private static final HeardStretch.Source ERROR = new HeardStretch.Source.ApplicationError();

    private final SimulatedCall call;
    private final PhoneNumber number;
    private final Network network;
    private Optional<SimulatedStream> stream = Optional.empty();
    private Optional<VoicemailTaking> voicemail = Optional.empty();
    private Optional<Dialling> dialling = Optional.empty();
    private Optional<Supplier<Courier.Errand>> whenHungUp = Optional.empty();
    // Callbacks of an earlier document compare this and stop.
    private int generation;
    private int documents;
    private boolean fallenBack;

    CallFlow(SimulatedCall call, PhoneNumber number, Network network) {
        this.call = call;
        this.number = number;
        this.network = network;
    }

    void begin() {
        fetch(WebhookAttempt.Purpose.VOICE, number.voiceMethod(), number.voiceUrl(), Map.of());
    }

    /** Runs TwiML from a REST update, which has no URL. */
    void update(String twiml) {
        interrupt();
        read(twiml.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    void updateUrl(String url, String method) {
        interrupt();
        fetch(WebhookAttempt.Purpose.UPDATED_URL, method, url, Map.of());
    }

    /** Ends the call: a stream gets {@code stop}, a recording is kept, a pending action is requested. */
    void over(CallEnd.By by, String callStatus) {
        generation++;
        stream.ifPresent(
                open -> open.stop(by == CallEnd.By.CALLER ? StreamEnd.CALLER_HUNG_UP : StreamEnd.CALL_UPDATED));
        call.end(by, callStatus);
        voicemail.ifPresent(VoicemailTaking::hungUp);
        dialling.ifPresent(Dialling::hungUp);
        if (call.config().actionOnHangUp()) whenHungUp.ifPresent(action -> call.tell(action.get()));
        whenHungUp = Optional.empty();
    }

    PhoneNumber number() {
        return number;
    }

    Optional<SimulatedStream> stream() {
        return stream;
    }

    private void interrupt() {
        generation++;
        stream.ifPresent(open -> open.stop(StreamEnd.CALL_UPDATED));
        stream = Optional.empty();
        voicemail.ifPresent(VoicemailTaking::hungUp);
        voicemail = Optional.empty();
        dialling = Optional.empty();
        if (call.faults().asksSuperseded()) whenHungUp.ifPresent(action -> call.tell(action.get()));
        whenHungUp = Optional.empty();
        call.audio().stopPlaying();
        call.audio().stopListening();
    }

    private void fetch(WebhookAttempt.Purpose purpose, String method, String url, Map<String, String> extra) {
        int mine = generation;
        if (++documents > MOST_DOCUMENTS) {
            fail(11200, "more than " + MOST_DOCUMENTS + " documents in one call", url);
            return;
        }
        call.send(call.errand(purpose, method, url, extra)).onSuccess(outcome -> {
            if (mine != generation) return;
            switch (outcome) {
                case Courier.Outcome.Failed failed -> fail(11205, "HTTP connection failure: " + failed.why(), url);
                case Courier.Outcome.Answered answered -> {
                    if (answered.status() == 204) run(new Twiml(List.of(), Optional.of(url), List.of()), 0);
                    else if (!answered.ok()) fail(11200, "HTTP retrieval failure: " + answered.status(), url);
                    else document(answered);
                }
            }
        });
    }

    private void document(Courier.Outcome.Answered answered) {
        try {
            TwimlReader.checkType(answered.contentType());
        } catch (Twiml.Unreadable e) {
            fail(e.code(), String.valueOf(e.getMessage()), answered.url());
            return;
        }
        read(answered.body(), Optional.of(answered.url()));
    }

    private void read(byte[] xml, Optional<String> url) {
        try {
            Twiml twiml = TwimlReader.read(xml, url);
            for (Twiml.Warning warning : twiml.warnings()) {
                call.notify(warning.code(), Notification.Level.WARNING, warning.message());
            }
            run(twiml, 0);
        } catch (Twiml.Unreadable e) {
            fail(e.code(), String.valueOf(e.getMessage()), url.orElse("inline"));
        }
    }

    private void run(Twiml twiml, int index) {
        if (call.isOver()) return;
        if (index == twiml.verbs().size()) {
            over(CallEnd.By.TWIML_FINISHED, "completed");
            return;
        }
        Verb verb = twiml.verbs().get(index);
        if (!(verb instanceof Verb.Reject)) call.answer();
        Runnable next = () -> run(twiml, index + 1);
        switch (verb) {
            case Verb.Play play -> play(twiml, play, next);
            case Verb.Say say -> {
                Duration length = Duration.ofMillis(Math.max(500, say.text().length() * 60L));
                begun("Say", say.text());
                sound(Tones.sine(220, 4000, length), say.loop(), new HeardStretch.Source.Say(say.text()), "Say", next);
            }
            case Verb.Pause pause -> {
                begun("Pause", pause.length().toString());
                after(pause.length(), next);
            }
            case Verb.Connect connect -> connect(twiml, connect, next);
            case Verb.Voicemail record -> record(twiml, record, next);
            case Verb.Dial dial -> dial(twiml, dial, next);
            case Verb.Redirect redirect -> {
                begun("Redirect", redirect.url());
                Optional<String> url = redirect.url().isEmpty() ? twiml.url() : Urls.http(twiml.url(), redirect.url());
                if (url.isEmpty()) fail(11100, "Invalid URL format in Redirect: " + redirect.url(), "");
                else fetch(WebhookAttempt.Purpose.REDIRECT, redirect.method(), url.get(), Map.of());
            }
            case Verb.Hangup hangup -> {
                begun("Hangup", "");
                over(CallEnd.By.HANG_UP_VERB, "completed");
            }
            case Verb.Reject reject -> {
                begun("Reject", reject.callStatus());
                over(CallEnd.By.REJECT_VERB, reject.callStatus());
            }
        }
    }

    private void play(Twiml twiml, Verb.Play play, Runnable next) {
        begun("Play", play.url());
        Optional<String> url = Urls.http(twiml.url(), play.url());
        if (url.isEmpty()) {
            fail(11100, "Invalid URL format in Play: " + play.url(), "");
            return;
        }
        int mine = generation;
        PlayedFile.fetch(call, network.clips(), url.get()).onSuccess(file -> {
            if (mine != generation) return;
            switch (file) {
                case PlayedFile.Unusable(int code, String why) -> fail(code, why, url.get());
                case PlayedFile.Sound(byte[] mulaw) ->
                    sound(mulaw, play.loop(), new HeardStretch.Source.Play(url.get()), "Play", next);
            }
        });
    }

    private void sound(byte[] mulaw, int loop, HeardStretch.Source source, String verb, Runnable next) {
        int mine = generation;
        int rounds = loop == 0 ? 1000 : loop;
        call.audio().play(new ClipSound(mulaw, rounds, source, () -> {
            if (mine != generation) return;
            call.audio().stopPlaying();
            call.emit(new TimelineEvent.VerbEnded(call.now(), verb, "played"));
            next.run();
        }));
    }

    private void connect(Twiml twiml, Verb.Connect connect, Runnable next) {
        Verb.Stream noun = connect.stream();
        begun("Connect", noun.url());
        Optional<String> action = connect.action().flatMap(reference -> Urls.http(twiml.url(), reference));
        if (connect.action().isPresent() && action.isEmpty()) {
            fail(
                    11100,
                    "Invalid URL format in action of Connect: "
                            + connect.action().get(),
                    "");
            return;
        }
        Runnable after = () -> {
            whenHungUp = Optional.empty();
            stream = Optional.empty();
            if (action.isPresent())
                fetch(WebhookAttempt.Purpose.CONNECT_ACTION, connect.method(), action.get(), Map.of());
            else next.run();
        };
        Optional<String> url = Urls.socket(twiml.url(), noun.url());
        if (url.isEmpty() || !noun.track().equals("inbound_track")) {
            if (url.isEmpty()) call.notify(31923, Notification.Level.ERROR, "malformed Stream URL: " + noun.url());
            else call.notify(31941, Notification.Level.ERROR, "invalid track: " + noun.track());
            after.run();
            return;
        }
        if (noun.statusCallback().isPresent()
                && Urls.http(Optional.empty(), noun.statusCallback().get()).isEmpty()) {
            call.notify(11100, Notification.Level.ERROR, "statusCallback of Stream is not absolute");
        }
        int mine = generation;
        SimulatedStream opening = call.addStream(noun, url.get(), end -> {
            if (mine != generation) return;
            call.emit(new TimelineEvent.VerbEnded(call.now(), "Connect", end.name()));
            after.run();
        });
        stream = Optional.of(opening);
        whenHungUp = action.map(
                there -> () -> call.errand(WebhookAttempt.Purpose.CONNECT_ACTION, connect.method(), there, Map.of()));
        opening.connect(network.sockets());
    }

    private void dial(Twiml twiml, Verb.Dial dial, Runnable next) {
        begun("Dial", dial.number());
        Optional<String> action = dial.action().flatMap(reference -> Urls.http(twiml.url(), reference));
        if (dial.action().isPresent() && action.isEmpty()) {
            fail(11100, "Invalid URL format in action of Dial: " + dial.action().get(), "");
            return;
        }
        var person = network.people().getOrDefault(dial.number(), new Person.DoesNotAnswer());
        Dialling calling = new Dialling(call, dial, person, this::after, () -> {
            Map<String, String> params = dialling.map(Dialling::params).orElse(Map.of());
            dialling = Optional.empty();
            whenHungUp = Optional.empty();
            if (action.isPresent()) fetch(WebhookAttempt.Purpose.DIAL_ACTION, dial.method(), action.get(), params);
            else next.run();
        });
        dialling = Optional.of(calling);
        whenHungUp = action.map(
                there -> () -> call.errand(WebhookAttempt.Purpose.DIAL_ACTION, dial.method(), there, calling.params()));
        calling.begin();
    }

    private void record(Twiml twiml, Verb.Voicemail record, Runnable next) {
        begun("Record", record.action().orElse(""));
        Optional<String> action = record.action().isPresent()
                ? Urls.http(twiml.url(), record.action().get())
                : twiml.url();
        if (action.isEmpty()) {
            fail(11100, "No absolute URL provided in Record verb action when modifying a live call", "");
            return;
        }
        Runnable take = () -> take(record, action.get(), next);
        if (record.beep()) {
            byte[] beep = Tones.sine(1000, 8000, Duration.ofMillis(300));
            sound(beep, 1, new HeardStretch.Source.Beep(), "beep", take);
        } else {
            take.run();
        }
    }

    private void take(Verb.Voicemail record, String action, Runnable next) {
        int mine = generation;
        VoicemailTaking taking = new VoicemailTaking(record, taken -> {
            boolean current = mine == generation;
            call.audio().stopListening();
            voicemail = Optional.empty();
            call.emit(new TimelineEvent.VerbEnded(call.now(), "Record", taken.empty() ? "empty" : "recorded"));
            if (taken.empty()) {
                if (current) next.run();
                return;
            }
            RecordingReport kept = network.recordings().keep(call.callSid(), taken.mulaw());
            call.emit(new TimelineEvent.RecordingMade(call.now(), kept.recordingSid(), kept.length()));
            RecordingNews.announce(call, network.recordings(), record, kept);
            Map<String, String> params = RecordingNews.forAction(kept, taken);
            if (current) {
                fetch(WebhookAttempt.Purpose.RECORD_ACTION, record.method(), action, params);
            } else if (call.isOver() && call.config().actionOnHangUp()) {
                call.tell(call.errand(WebhookAttempt.Purpose.RECORD_ACTION, record.method(), action, params));
            }
        });
        voicemail = Optional.of(taking);
        call.audio().listen(taking);
    }

    /** Fetches the number's fallback document, once; then plays Twilio's error message and ends the call. */
    private void fail(int code, String message, String url) {
        call.notify(code, Notification.Level.ERROR, message + (url.isEmpty() ? "" : " url=" + url));
        if (number.voiceFallbackUrl().isPresent() && !fallenBack) {
            fallenBack = true;
            Map<String, String> params = Map.of("ErrorCode", String.valueOf(code), "ErrorUrl", url);
            fetch(
                    WebhookAttempt.Purpose.FALLBACK,
                    "POST",
                    number.voiceFallbackUrl().get(),
                    params);
            return;
        }
        call.answer();
        call.emit(new TimelineEvent.VerbStarted(call.now(), "application error", message));
        sound(
                Tones.sine(300, 4000, ERROR_MESSAGE),
                1,
                ERROR,
                "application error",
                () -> over(CallEnd.By.APPLICATION_ERROR, "completed"));
    }

    private void after(Duration wait, Runnable then) {
        int mine = generation;
        call.later(wait, () -> {
            if (mine == generation) then.run();
        });
    }

    private void begun(String verb, String detail) {
        call.emit(new TimelineEvent.VerbStarted(call.now(), verb, detail));
    }
}
