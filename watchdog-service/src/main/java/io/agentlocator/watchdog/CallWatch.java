package io.agentlocator.watchdog;

import static io.agentlocator.watchdog.Moments.NEVER;
import static io.agentlocator.watchdog.Moments.latest;
import static io.agentlocator.watchdog.Moments.reached;

import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallAlert.Trouble;
import io.agentlocator.events.CallEvent;
import io.agentlocator.watchdog.Turns.Farewell;
import io.agentlocator.watchdog.WatchedCall.Lasting;
import io.agentlocator.watchdog.WatchedCall.Left;
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
 * The rules of the watch over one call. Pure: events only change what is known; only time makes something due.
 *
 * <p>Twilio opens the stream when the greeting has ended, or a reply that it plays as a clip, so the start deadline
 * counts from there. On an open stream it sends 20 ms frames even when the caller is quiet, so missing frames mean a dead
 * stream and never a silent caller.
 */
public final class CallWatch {

    private final Deadlines deadlines;

    public CallWatch(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** What is known after {@code event}, which happened at {@code at}. */
    public WatchedCall learn(WatchedCall state, CallEvent event, Instant at) {
        return CallMemory.learn(state, event, at);
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
            case Lasting call -> {
                if (!reached(now, trustedSince.plus(deadlines.feedGrace()))) {
                    yield Outcome.none(call);
                }
                if (reached(now, call.receivedAt().plus(deadlines.lease()))) {
                    yield Outcome.none(new Over(now));
                }
                yield switch (call) {
                    case Watched watched -> dueForLine(callSid, watched, now);
                    case Left left -> dueForLength(callSid, left, now);
                };
            }
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

    private Outcome dueForLine(String callSid, Watched call, Instant now) {
        Turns turns = call.turns();
        return switch (call.line()) {
            case Line.NotYet() -> dueForStart(callSid, call, call.receivedAt().plus(call.greeting()), now);
            case Line.Superseded superseded -> dueForStart(callSid, call, superseded.at(), now);
            case Line.Closed closed -> {
                if (turns.leftBehind() || turns.clipSince(closed.startedAt())) {
                    yield dueForStart(callSid, call, closed.closedAt(), now);
                }
                Duration patience = turns.clipOnItsWay() ? deadlines.clipUpdate() : deadlines.connectAction();
                yield reached(now, closed.closedAt().plus(patience))
                        ? redirect(callSid, Trouble.NO_MEDIA, now)
                        : dueForLength(callSid, call, now);
            }
            case Line.Open open -> {
                if (turns.clipSince(open.startedAt())) {
                    // The clip took the call from this stream, whose end need not have been told yet.
                    yield dueForStart(callSid, call, open.startedAt(), now);
                }
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

    /** Without a stream: one is expected when what plays has ended, unless the agent has left with it. */
    private Outcome dueForStart(String callSid, Watched call, Instant endedAt, Instant now) {
        Turns turns = call.turns();
        if (turns.leftBehind()) {
            return turns.farewell().way() == Farewell.Way.HANGING_UP
                    ? dueForHangUp(callSid, call, latest(endedAt, turns.overSince(call.talk())), now)
                    : dueForLength(callSid, call, now);
        }
        return reached(now, latest(endedAt, turns.clip().until()).plus(deadlines.start()))
                ? redirect(callSid, Trouble.STREAM_NEVER_STARTED, now)
                : dueForLength(callSid, call, now);
    }

    private Outcome dueForHangUp(String callSid, Watched call, Instant overSince, Instant now) {
        return reached(now, latest(overSince, call.hangUpAskedAt()).plus(deadlines.hangUp()))
                ? hangUp(callSid, call, now)
                : dueForLength(callSid, call, now);
    }

    private Outcome dueForTalk(String callSid, Watched call, Instant now) {
        Talk talk = call.talk();
        Turns turns = call.turns();
        if (talk.callerSpeaking() || talk.agentSpeaking()) {
            return dueForLength(callSid, call, now);
        }
        if (turns.leaving()) {
            Instant overSince = turns.overSince(talk);
            if (turns.farewell().way() == Farewell.Way.HANGING_UP) {
                return dueForHangUp(callSid, call, overSince, now);
            }
            // Nobody took the caller over: a message is the least that was promised.
            return reached(now, overSince.plus(deadlines.agentSilence()).plus(deadlines.agentSilence()))
                    ? redirect(callSid, Trouble.AGENT_SILENT, now)
                    : dueForLength(callSid, call, now);
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

    /**
     * A call that goes on for too long is told of once; when nobody ends it, it is ended from here. How long people talk
     * is their own affair.
     */
    private Outcome dueForLength(String callSid, Lasting call, Instant now) {
        if (call.toPerson() || !reached(now, call.receivedAt().plus(deadlines.maxCall()))) {
            return Outcome.none(call);
        }
        if (call.overlongAt().equals(NEVER)) {
            long lastedMs = Duration.between(call.receivedAt(), now).toMillis();
            return new Outcome(
                    call.overlong(now), List.of(new Step.Tell(new CallAlert.CallOverlong(callSid, lastedMs), now)));
        }
        Instant due = latest(call.overlongAt(), call.hangUpAskedAt()).plus(deadlines.hangUp());
        return reached(now, due) ? hangUp(callSid, call, now) : Outcome.none(call);
    }

    private static Outcome redirect(String callSid, Trouble reason, Instant now) {
        return new Outcome(new Saving(reason, now), List.of(new Step.Redirect(callSid, reason)));
    }

    private static Outcome hangUp(String callSid, Lasting call, Instant now) {
        return new Outcome(call.hangUpAsked(now), List.of(new Step.HangUp(callSid)));
    }

    private Outcome tell(String callSid, Watched call, Talk talk, CallAlert alert, Instant now) {
        Outcome length = dueForLength(callSid, call.with(call.line(), talk, call.turns()), now);
        var steps = new ArrayList<Step>();
        steps.add(new Step.Tell(alert, now));
        steps.addAll(length.steps());
        return new Outcome(length.state(), steps);
    }
}
