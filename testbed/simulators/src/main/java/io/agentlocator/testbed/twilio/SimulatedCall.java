package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.sound.SoundTrack;
import io.agentlocator.testbed.twilio.media.CallAudio;
import io.agentlocator.testbed.twilio.media.SimulatedStream;
import io.agentlocator.testbed.twilio.media.StreamCallback;
import io.agentlocator.testbed.twilio.media.StreamedCall;
import io.agentlocator.testbed.twilio.report.CallEnd;
import io.agentlocator.testbed.twilio.report.CallReport;
import io.agentlocator.testbed.twilio.report.Notification;
import io.agentlocator.testbed.twilio.report.RecordingReport;
import io.agentlocator.testbed.twilio.report.Sids;
import io.agentlocator.testbed.twilio.report.SpokenLine;
import io.agentlocator.testbed.twilio.report.StreamEnd;
import io.agentlocator.testbed.twilio.report.StreamReport;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import io.agentlocator.testbed.twilio.twiml.Verb;
import io.agentlocator.testbed.twilio.webhook.Courier;
import io.agentlocator.testbed.twilio.webhook.PhoneNumber;
import io.agentlocator.testbed.twilio.webhook.Urls;
import io.agentlocator.testbed.twilio.webhook.WebhookAttempt;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A call on the simulated network. Thread-safe; no method blocks. */
public final class SimulatedCall {
    private static final System.Logger LOG = System.getLogger(SimulatedCall.class.getName());
    private static final int MOST_FRAMES_AT_ONCE = 100;
    private static final Duration BETWEEN_DIGITS = Duration.ofMillis(150);

    private final String callSid = Sids.of("CA");
    private final CallRequest request;
    private final Network network;
    private final Handset handset;
    private final CallParams params;
    private final CallRecord record;
    private final CallAudio audio;
    private final CallFlow flow;
    private final Instant dialledAt = Instant.now();
    private final long dialledNanos = System.nanoTime();
    private final StreamedCall streamed = new CallOfStreams(this);
    private final List<SimulatedStream> streams = new ArrayList<>();
    private final CompletableFuture<CallEnd> ended = new CompletableFuture<>();
    private final CompletableFuture<CallReport> report = new CompletableFuture<>();
    private volatile Duration clockLag = Duration.ZERO;
    private int owed;

    SimulatedCall(CallRequest request, PhoneNumber number, Handset handset, Network network) {
        this.request = request;
        this.network = network;
        this.handset = handset;
        this.params = new CallParams(network.config(), callSid, request);
        this.record = new CallRecord();
        this.audio =
                new CallAudio(network.config().audibleRms(), network.config().heardGap(), this::emit);
        this.flow = new CallFlow(this, number, network);
    }

    public String callSid() {
        return callSid;
    }

    public CallRequest request() {
        return request;
    }

    /** Since dialling. */
    public Duration now() {
        return Duration.ofNanos(System.nanoTime() - dialledNanos);
    }

    /** Queues words of the caller; completes when the last sample was sent, or the caller was stopped. */
    public CompletableFuture<SpokenLine> say(String what, byte[] mulaw) {
        CompletableFuture<SpokenLine> said = new CompletableFuture<>();
        byte[] sound = mulaw.clone();
        network.onLoop(() -> {
            if (isOver() || sound.length == 0) said.complete(new SpokenLine(what, now(), now(), now()));
            else audio.say(what, sound, said);
        });
        return said;
    }

    /** The caller stops speaking at once. */
    public void stopSaying() {
        network.onLoop(audio::stopSaying);
    }

    public void press(String digits) {
        network.onLoop(() -> {
            emit(new TimelineEvent.DigitsPressed(now(), digits));
            for (int i = 0; i < digits.length(); i++) {
                char digit = digits.charAt(i);
                later(
                        BETWEEN_DIGITS.multipliedBy(i),
                        () -> audio.listener().ifPresent(listener -> listener.digit(digit)));
            }
        });
    }

    /** The caller hangs up. */
    public void hangUp() {
        network.onLoop(() -> finish(CallEnd.By.CALLER, params.answered() ? "completed" : "no-answer"));
    }

    /** Resets the TCP connection of the open media socket, without a close frame. */
    public void dropStream() {
        network.onLoop(() -> flow.stream().ifPresent(SimulatedStream::drop));
    }

    /** The open media socket goes half-open: nothing is sent or read any more. */
    public void freezeStream() {
        network.onLoop(() -> flow.stream().ifPresent(SimulatedStream::freeze));
    }

    /** The agent's sound so far. */
    public SoundTrack heard() {
        return audio.agent();
    }

    /** The caller's sound so far. */
    public SoundTrack spoken() {
        return audio.caller();
    }

    /** Whether the caller is speaking or has words queued. On the event loop only. */
    public boolean saying() {
        return audio.saying();
    }

    /** All events so far. */
    public List<TimelineEvent> timeline() {
        return record.events();
    }

    public List<Notification> notifications() {
        return record.notifications();
    }

    /** Completes when the call has ended; webhooks may still be pending. */
    public CompletableFuture<CallEnd> ended() {
        return ended.copy();
    }

    /** Completes when the call has ended and every webhook was answered or given up. */
    public CompletableFuture<CallReport> report() {
        return report.copy();
    }

    /** Runs a task on the event loop. */
    public void onLoop(Runnable task) {
        network.onLoop(task);
    }

    /** Adds an event of the caller to the timeline. */
    public void note(TimelineEvent event) {
        network.onLoop(() -> emit(event));
    }

    void begin() {
        emit(new TimelineEvent.Dialled(Duration.ZERO, request.from(), request.to()));
        guarded(() -> handset.dialled(this));
        flow.begin();
    }

    /** Advances the sound to the present. */
    void advance() {
        if (now().compareTo(network.config().timeLimit()) > 0) finish(CallEnd.By.TIME_LIMIT, "completed");
        for (int i = 0; i < MOST_FRAMES_AT_ONCE && !isOver(); i++) {
            Duration lag = now().minus(SoundTrack.FRAME.multipliedBy(audio.frames()));
            if (lag.isNegative()) return;
            if (lag.compareTo(clockLag) > 0) clockLag = lag;
            audio.frame();
            guarded(() -> handset.frame(this));
        }
    }

    void answer() {
        if (params.answer(now())) emit(new TimelineEvent.Answered(now()));
    }

    void finish(CallEnd.By by, String callStatus) {
        if (!isOver()) flow.over(by, callStatus);
    }

    /** Ends the call and requests the number's status callback. Called by the flow. */
    void end(CallEnd.By by, String callStatus) {
        CallEnd end = params.end(by, callStatus, now());
        audio.close();
        emit(new TimelineEvent.Ended(now(), end));
        owed++;
        flow.number()
                .statusCallback()
                .ifPresent(url -> tell(WebhookAttempt.Purpose.CALL_STATUS, "POST", url, params.ending()));
        ended.complete(end);
        // Handlers of the same turn of the event loop may still send webhooks.
        later(Duration.ZERO, this::paid);
    }

    boolean isOver() {
        return params.isOver();
    }

    void update(String twiml) {
        emit(new TimelineEvent.Updated(now(), "TwiML"));
        flow.update(twiml);
    }

    void updateUrl(String url, String method) {
        emit(new TimelineEvent.Updated(now(), url));
        flow.updateUrl(url, method);
    }

    CallParams params() {
        return params;
    }

    Instant dialledAt() {
        return dialledAt;
    }

    SimulatorConfig config() {
        return network.config();
    }

    CallFaults faults() {
        return request.faults();
    }

    CallAudio audio() {
        return audio;
    }

    SimulatedStream addStream(Verb.Stream noun, String url, Consumer<StreamEnd> whenOver) {
        StreamCallback callback = new StreamCallback(
                streamed,
                noun.statusCallback().flatMap(reference -> Urls.http(Optional.empty(), reference)),
                noun.statusMethod(),
                noun.name());
        SimulatedStream added = new SimulatedStream(
                streamed, noun, url, callback, request.faults().forStream(streams.size() + 1), whenOver);
        streams.add(added);
        return added;
    }

    void emit(TimelineEvent event) {
        record.add(event);
        guarded(() -> handset.happened(this, event));
        network.listeners().tell(callSid, event);
    }

    void notify(int code, Notification.Level level, String message) {
        Notification entry = new Notification(Instant.now(), code, level, callSid, message);
        network.notifications().add(entry);
        emit(new TimelineEvent.Notified(now(), entry));
    }

    void later(Duration wait, Runnable task) {
        network.later(wait, task);
    }

    /** Runs a task later; the report waits for it. */
    void owes(Duration wait, Runnable task) {
        owed++;
        later(wait, () -> {
            task.run();
            paid();
        });
    }

    /** A webhook with the standard voice parameters, which are read when it is sent. */
    Courier.Errand errand(WebhookAttempt.Purpose purpose, String method, String url, Map<String, String> extra) {
        return new Courier.Errand(purpose, method, url, extra, true);
    }

    Future<Courier.Outcome> send(Courier.Errand errand) {
        Courier.Errand whole = params.complete(errand);
        owed++;
        return network.courier()
                .send(whole, request.faults().webhook(errand.purpose()), this::now, done -> {
                    record.add(done);
                    emit(new TimelineEvent.WebhookDone(now(), done));
                })
                .onComplete(any -> later(Duration.ZERO, this::paid));
    }

    /** Sends a webhook that nothing waits for; a failure becomes a notification. */
    void tell(Courier.Errand errand) {
        send(errand).onSuccess(outcome -> {
            int code = errand.purpose() == WebhookAttempt.Purpose.CALL_STATUS ? 15003 : 11200;
            switch (outcome) {
                case Courier.Outcome.Failed failed ->
                    notify(11205, Notification.Level.ERROR, failed.why() + " url=" + errand.url());
                case Courier.Outcome.Answered answered -> {
                    if (!answered.ok()) {
                        notify(
                                code,
                                Notification.Level.WARNING,
                                errand.purpose() + " answered " + answered.status() + " url=" + errand.url());
                    }
                }
            }
        });
    }

    /** The same, with only these parameters of its own. */
    void tell(WebhookAttempt.Purpose purpose, String method, String url, Map<String, String> own) {
        tell(errand(purpose, method, url, own));
    }

    private void paid() {
        if (--owed > 0 || !isOver() || report.isDone()) return;
        settle();
    }

    private void settle() {
        List<StreamReport> sockets =
                streams.stream().map(SimulatedStream::report).toList();
        List<RecordingReport> recordings = network.recordings().of(callSid);
        network.vertx()
                .executeBlocking(() -> record.report(this, params.end(), sockets, recordings, clockLag), false)
                .onSuccess(report::complete)
                .onFailure(report::completeExceptionally);
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The handset failed call_sid=" + callSid, e);
        }
    }
}
