package io.agentlocator.gateway.twilio;

import io.agentlocator.events.Call;
import io.agentlocator.gateway.CallControl;
import io.agentlocator.gateway.CallPublisher;
import io.agentlocator.gateway.Clip;
import io.agentlocator.gateway.Script;
import io.agentlocator.gateway.TwimlPlayback.Outcome;
import io.agentlocator.gateway.TwimlPlayback.Step;
import io.agentlocator.twilio.CallUpdate;
import io.agentlocator.twilio.LiveCalls;
import io.agentlocator.twilio.PublicUrl;
import io.agentlocator.twilio.StreamToken;
import io.agentlocator.twilio.TwimlDocuments;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Updates live calls by Twilio's REST API, each step on a virtual thread of its own. A clip is requested at its public
 * address first: a clip that Twilio cannot fetch ends the call (error 11200), so then the caller is asked for a message
 * instead. Each request is tried three times at most.
 */
public final class TwilioCallControl implements CallControl {

    private static final Logger LOG = Logger.getLogger(TwilioCallControl.class);
    private static final int MOST_AT_ONCE = 64;
    private static final int UPDATE_ATTEMPTS = 3;
    private static final Duration BETWEEN_UPDATES = Duration.ofMillis(300);
    private static final Duration PERMIT_WITHIN = Duration.ofSeconds(10);

    /** @param publicUrl empty where it is not configured; then no clip can be played */
    public record Settings(Optional<PublicUrl> publicUrl, Optional<StreamToken> tokens, boolean streamStatus) {}

    private final Settings settings;
    private final LiveCalls calls;
    private final PublicClips clips;
    private final CallPublisher publisher;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final Semaphore permits = new Semaphore(MOST_AT_ONCE);

    public TwilioCallControl(
            Settings settings,
            LiveCalls calls,
            PublicClips clips,
            CallPublisher publisher,
            InstantSource clock,
            MeterRegistry metrics) {
        this.settings = settings;
        this.calls = calls;
        this.clips = clips;
        this.publisher = publisher;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public void carryOut(Step step, Consumer<Outcome> whenDone) {
        Thread.ofVirtual().name("update-" + step.callSid()).start(() -> whenDone.accept(permitted(step)));
    }

    private Outcome permitted(Step step) {
        try {
            if (!permits.tryAcquire(PERMIT_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.errorf("PING_PONG_FAIL call_sid=%s cause=too many updates at once", step.callSid());
                return new Outcome.Failed(step.callSid());
            }
            try {
                return switch (step) {
                    case Step.Play play -> play(play.callSid(), play.clip());
                    case Step.Leave leave -> leave(leave.callSid(), leave.next());
                };
            } finally {
                permits.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(step.callSid());
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "PING_PONG_FAIL call_sid=%s cause=%s",
                    step.callSid(),
                    e.getClass().getSimpleName());
            return new Outcome.Failed(step.callSid());
        }
    }

    private Outcome play(String callSid, Clip clip) throws InterruptedException {
        PublicUrl url = publicUrl();
        var unreachable = clips.unreachable(url.of(TwimlDocuments.clipPath(callSid, clip.turn())));
        if (unreachable.isPresent()) {
            LOG.errorf(
                    "PING_PONG_FAIL call_sid=%s turn=%d cause=the clip's public address: %s",
                    callSid, clip.turn(), unreachable.get());
            error("clip_unreachable");
            return leave(callSid, Script.Plain.ASK_FOR_MESSAGE);
        }
        StreamToken tokens =
                settings.tokens().orElseThrow(() -> new IllegalStateException("no key for stream tokens is set"));
        long began = System.nanoTime();
        Duration openFor = Duration.ofMillis(clip.durationMs()).plus(StreamToken.AFTER_GREETING);
        CallUpdate update = update(
                callSid,
                () -> documents(url).reply(callSid, clip.turn(), tokens.mint(callSid, clock.instant(), openFor)));
        return switch (update) {
            case CallUpdate.Updated updated -> {
                LOG.infof(
                        "PING_PONG_TX call_sid=%s turn=%d clip_ms=%d took_ms=%d",
                        callSid, clip.turn(), clip.durationMs(), millisSince(began));
                publisher.publish(new Call.ReplyPlaying(callSid, clip.turn(), clip.durationMs()));
                yield new Outcome.Playing(callSid, clip, began);
            }
            case CallUpdate.CallOver over -> {
                LOG.infof(
                        "PING_PONG_FAIL call_sid=%s turn=%d cause=the call is over, Twilio %d",
                        callSid, clip.turn(), over.code());
                yield new Outcome.Over(callSid);
            }
            case CallUpdate.Refused refused -> failed(callSid, refused.toString());
            case CallUpdate.Unreachable nobody -> failed(callSid, nobody.cause());
        };
    }

    private Outcome leave(String callSid, Script next) throws InterruptedException {
        TwimlDocuments documents = documents(publicUrl());
        String document = switch (next) {
            case Script.Transfer transfer -> documents.transfer(transfer.to());
            case Script.Plain.ASK_FOR_MESSAGE -> documents.recordMessage();
            case Script.Plain.TAKE_MESSAGE -> documents.takeMessage();
            case Script.Plain.HANG_UP, Script.Plain.THANK_AND_HANG_UP -> documents.hangUp();
            case Script.Reply reply -> throw new IllegalArgumentException("a reply does not leave the call");
            case Script.Reconnect reconnect -> throw new IllegalArgumentException(next + " does not leave the call");
            case Script.Plain.ANSWER, Script.Plain.NOTHING ->
                throw new IllegalArgumentException(next + " does not leave the call");
        };
        return switch (update(callSid, () -> document)) {
            case CallUpdate.Updated updated -> {
                LOG.infof("call left by the agent call_sid=%s next=%s", callSid, next);
                publisher.publish(new Call.StreamEnded(callSid, "in-progress", next.continuation()));
                yield new Outcome.Over(callSid);
            }
            case CallUpdate.CallOver over -> {
                LOG.infof("call was over before the agent left it call_sid=%s code=%d", callSid, over.code());
                yield new Outcome.Over(callSid);
            }
            case CallUpdate.Refused refused -> failed(callSid, refused.toString());
            case CallUpdate.Unreachable nobody -> failed(callSid, nobody.cause());
        };
    }

    /** A document may be sent twice. Twilio then plays it from its beginning, which is better than not at all. */
    private CallUpdate update(String callSid, Supplier<String> document) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            long began = System.nanoTime();
            CallUpdate update = calls.redirect(callSid, document.get());
            metrics.timer("agentlocator.vendor.time", "vendor", "twilio", "what", "call_update")
                    .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            boolean passing = update instanceof CallUpdate.Unreachable
                    || update instanceof CallUpdate.Refused refused && refused.passing();
            if (!passing) {
                return update;
            }
            error(update instanceof CallUpdate.Unreachable ? "unreachable" : "passing");
            if (attempt == UPDATE_ATTEMPTS) {
                return update;
            }
            Thread.sleep(BETWEEN_UPDATES.multipliedBy(attempt));
        }
    }

    private Outcome failed(String callSid, String cause) {
        LOG.errorf("PING_PONG_FAIL call_sid=%s cause=%s", callSid, cause);
        error("refused");
        return new Outcome.Failed(callSid);
    }

    private void error(String kind) {
        metrics.counter("agentlocator.vendor.errors", "vendor", "twilio", "kind", kind)
                .increment();
    }

    private PublicUrl publicUrl() {
        return settings.publicUrl().orElseThrow(() -> new IllegalStateException("PUBLIC_BASE_URL is not set"));
    }

    private TwimlDocuments documents(PublicUrl url) {
        return new TwimlDocuments(url, settings.streamStatus());
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
