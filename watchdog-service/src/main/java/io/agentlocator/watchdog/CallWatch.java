package io.agentlocator.watchdog;

import static io.agentlocator.watchdog.Moments.NEVER;
import static io.agentlocator.watchdog.Moments.latest;
import static io.agentlocator.watchdog.Moments.reached;

import io.agentlocator.events.Call;
import io.agentlocator.events.Call.Continuation;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallAlert.Trouble;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MediaEvent.StopReason;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import io.agentlocator.watchdog.WatchedCall.Over;
import io.agentlocator.watchdog.WatchedCall.Saving;
import io.agentlocator.watchdog.WatchedCall.Unannounced;
import io.agentlocator.watchdog.WatchedCall.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of the watch over one call. Pure: events only change what is known, by the times at which they happened and
 * therefore in any order of arrival; only time makes something due.
 *
 * <p>Twilio opens the stream when the greeting has ended, so the start deadline counts from there. On an open stream it
 * sends 20 ms frames even when the caller is quiet, so missing frames mean a dead stream and never a silent caller.
 */
public final class CallWatch {

    private final Deadlines deadlines;

    public CallWatch(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** What is known after {@code event}, which happened at {@code at}. */
    public WatchedCall learn(WatchedCall state, CallEvent event, Instant at) {
        return switch (state) {
            case Over over -> over;
            case Saving saving -> ends(event) ? new Over(at) : saving;
            case Unannounced early -> {
                if (ends(event)) {
                    yield new Over(at);
                }
                if (event instanceof Call.Received received) {
                    yield new Watched(
                            at, Duration.ofMillis(received.greetingMs()), early.line(), early.talk(), NEVER, NEVER);
                }
                yield new Unannounced(
                        early.firstSeenAt(), line(early.line(), event, at), talk(early.talk(), event, at));
            }
            case Watched watched -> {
                if (ends(event)) {
                    yield new Over(at);
                }
                yield new Watched(
                        watched.receivedAt(),
                        watched.greeting(),
                        line(watched.line(), event, at),
                        talk(watched.talk(), event, at),
                        event instanceof CallAlert.CallOverlong ? at : watched.overlongAt(),
                        watched.hangUpAskedAt());
            }
        };
    }

    /**
     * What is due at {@code now}.
     *
     * @param trustedSince since when the feed has been known to be complete
     */
    public Outcome due(String callSid, WatchedCall state, Instant now, Instant trustedSince) {
        return switch (state) {
            case Over over -> Outcome.none(over);
            case Saving saving -> Outcome.none(saving);
            case Unannounced early ->
                reached(now, early.firstSeenAt().plus(deadlines.lease()))
                        ? Outcome.none(new Over(now))
                        : Outcome.none(early);
            case Watched watched ->
                reached(now, trustedSince.plus(deadlines.feedGrace()))
                        ? dueWhenTrusted(callSid, watched, now)
                        : Outcome.none(watched);
        };
    }

    /** What the log is told of a redirect; nothing where the call had ended before it could be saved. */
    public static Optional<CallAlert> told(String callSid, Trouble reason, Rescue.Result result) {
        return switch (result) {
            case Rescue.Result.Done() -> Optional.of(new CallAlert.Redirected(callSid, reason));
            case Rescue.Result.CallOver() -> Optional.empty();
            case Rescue.Result.Failed(String cause) ->
                Optional.of(new CallAlert.RedirectFailed(callSid, reason, cause));
        };
    }

    private Outcome dueWhenTrusted(String callSid, Watched call, Instant now) {
        if (reached(now, call.receivedAt().plus(deadlines.lease()))) {
            return Outcome.none(new Over(now));
        }
        return switch (call.line()) {
            case Line.NotYet() -> dueForStart(callSid, call, call.receivedAt().plus(call.greeting()), now);
            case Line.Superseded superseded -> dueForStart(callSid, call, superseded.at(), now);
            case Line.Closed closed ->
                reached(now, closed.closedAt().plus(deadlines.connectAction()))
                        ? redirect(callSid, Trouble.NO_MEDIA, now)
                        : dueForLength(callSid, call, now);
            case Line.Open open -> {
                if (reached(now, open.lastMediaAt().plus(deadlines.noMedia()))) {
                    long silentMs = Duration.between(open.lastMediaAt(), now).toMillis();
                    yield new Outcome(
                            new Saving(Trouble.NO_MEDIA, now),
                            List.of(
                                    new Step.Tell(new CallAlert.MediaLost(callSid, open.streamSid(), silentMs), now),
                                    new Step.Redirect(callSid, Trouble.NO_MEDIA)));
                }
                yield dueForTalk(callSid, call, now);
            }
        };
    }

    private Outcome dueForStart(String callSid, Watched call, Instant expectedAt, Instant now) {
        return reached(now, expectedAt.plus(deadlines.start()))
                ? redirect(callSid, Trouble.STREAM_NEVER_STARTED, now)
                : dueForLength(callSid, call, now);
    }

    private Outcome dueForTalk(String callSid, Watched call, Instant now) {
        Talk talk = call.talk();
        if (talk.callerSpeaking() || talk.agentSpeaking()) {
            return dueForLength(callSid, call, now);
        }
        if (talk.goodbyeSaid()) {
            Instant due = latest(talk.overSince(), call.hangUpAskedAt()).plus(deadlines.hangUp());
            return reached(now, due) ? hangUp(callSid, call, now) : dueForLength(callSid, call, now);
        }
        if (talk.answerDue()) {
            Instant due = latest(talk.heardAt(), talk.agentSilentAt()).plus(deadlines.agentSilence());
            if (!reached(now, due)) {
                return dueForLength(callSid, call, now);
            }
            if (talk.agentWasLate()) {
                return redirect(callSid, Trouble.AGENT_SILENT, now);
            }
            long silentMs = Duration.between(talk.heardAt(), now).toMillis();
            return tell(callSid, call, talk.agentSilent(now), new CallAlert.AgentSilent(callSid, silentMs), now);
        }
        if (reached(now, talk.askedAt().plus(deadlines.callerSilence()))) {
            long silentMs = Duration.between(talk.askedAt(), now).toMillis();
            int prompts = talk.silencesInARow() + 1;
            return tell(
                    callSid,
                    call,
                    talk.callerSilent(prompts, now),
                    new CallAlert.CallerSilent(callSid, silentMs, prompts),
                    now);
        }
        return dueForLength(callSid, call, now);
    }

    /** A call that goes on for too long is told of once; when nobody ends it, it is ended from here. */
    private Outcome dueForLength(String callSid, Watched call, Instant now) {
        if (!reached(now, call.receivedAt().plus(deadlines.maxCall()))) {
            return Outcome.none(call);
        }
        if (call.overlongAt().equals(NEVER)) {
            long lastedMs = Duration.between(call.receivedAt(), now).toMillis();
            var known = new Watched(
                    call.receivedAt(), call.greeting(), call.line(), call.talk(), now, call.hangUpAskedAt());
            return new Outcome(known, List.of(new Step.Tell(new CallAlert.CallOverlong(callSid, lastedMs), now)));
        }
        Instant due = latest(call.overlongAt(), call.hangUpAskedAt()).plus(deadlines.hangUp());
        return reached(now, due) ? hangUp(callSid, call, now) : Outcome.none(call);
    }

    private static Outcome redirect(String callSid, Trouble reason, Instant now) {
        return new Outcome(new Saving(reason, now), List.of(new Step.Redirect(callSid, reason)));
    }

    private static Outcome hangUp(String callSid, Watched call, Instant now) {
        var asked = new Watched(call.receivedAt(), call.greeting(), call.line(), call.talk(), call.overlongAt(), now);
        return new Outcome(asked, List.of(new Step.HangUp(callSid)));
    }

    private Outcome tell(String callSid, Watched call, Talk talk, CallAlert alert, Instant now) {
        var known = new Watched(
                call.receivedAt(), call.greeting(), call.line(), talk, call.overlongAt(), call.hangUpAskedAt());
        Outcome length = dueForLength(callSid, known, now);
        var steps = new ArrayList<Step>();
        steps.add(new Step.Tell(alert, now));
        steps.addAll(length.steps());
        return new Outcome(length.state(), steps);
    }

    /** Whether nothing is left to watch: the call is over, or has been saved by the gateway or by a watchdog. */
    private static boolean ends(CallEvent event) {
        return switch (event) {
            case Call.Ended e -> true;
            case Call.RecordingReceived e -> true;
            case Call.StreamEnded ended -> ended.continuation() != Continuation.SUPERSEDED;
            case CallAlert.Redirected e -> true;
            case CallAlert.RedirectFailed e -> true;
            case MediaEvent.StreamStopped stopped -> stopped.reason() == StopReason.AGENT_HUNG_UP;
            case CallEvent e -> false;
        };
    }

    private static Line line(Line line, CallEvent event, Instant at) {
        return switch (event) {
            case MediaEvent.StreamStarted started -> line.alive(started.streamSid(), at);
            case MediaEvent.MediaSeen seen -> line.alive(seen.streamSid(), at);
            case MediaEvent.SpeechStarted started -> line.alive(started.streamSid(), at);
            case MediaEvent.SpeechEnded ended -> line.alive(ended.streamSid(), at);
            case MediaEvent.DigitPressed e -> line.alive(at);
            case MediaEvent.StreamStopped stopped -> line.stopped(stopped.streamSid(), at, stopped.reason());
            case Call.StreamEnded ended when ended.continuation() == Continuation.SUPERSEDED -> line.superseded(at);
            // That sound was sent is no sign that anybody is there to hear it.
            case CallEvent e -> line;
        };
    }

    private static Talk talk(Talk talk, CallEvent event, Instant at) {
        return switch (event) {
            case MediaEvent.StreamStarted e -> talk.streamStarted(at);
            case MediaEvent.StreamStopped e -> talk.streamEnded(at);
            case MediaEvent.SpeechStarted e -> talk.speechStarted(at);
            case MediaEvent.SpeechEnded e -> talk.speechEnded(at);
            case MediaEvent.DigitPressed e -> talk.words(at);
            case MediaEvent.PlaybackStarted e -> talk.playbackStarted(at);
            case MediaEvent.PlaybackFinished e -> talk.playbackFinished(at);
            case MediaEvent.PlaybackCut e -> talk.playbackCut(at);
            case Transcript.Final e -> talk.words(at);
            case Transcript.Unclear e -> talk.words(at);
            case Reply.HangUp hangUp -> talk.goodbye(hangUp.turn(), at);
            case Reply.Sentence sentence -> sentence.turn() > talk.goodbyeTurn() ? talk.goesOn() : talk;
            case Reply.Cancelled cancelled -> cancelled.turn() == talk.goodbyeTurn() ? talk.goesOn() : talk;
            case CallAlert.AgentSilent e -> talk.agentSilent(at);
            case CallAlert.CallerSilent silent -> talk.callerSilent(silent.prompts(), at);
            case CallEvent e -> talk;
        };
    }
}
