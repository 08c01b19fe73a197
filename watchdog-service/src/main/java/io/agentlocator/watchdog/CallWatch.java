package io.agentlocator.watchdog;

import static io.agentlocator.watchdog.Instants.NEVER;
import static io.agentlocator.watchdog.Instants.latest;
import static io.agentlocator.watchdog.Instants.reached;

import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallAlert.Trouble;
import io.agentlocator.events.CallEvent;
import io.agentlocator.watchdog.AgentTurns.Farewell;
import io.agentlocator.watchdog.TurnTaking.Kind;
import io.agentlocator.watchdog.WatchedCall.AgentLeft;
import io.agentlocator.watchdog.WatchedCall.Lasting;
import io.agentlocator.watchdog.WatchedCall.Over;
import io.agentlocator.watchdog.WatchedCall.Redirecting;
import io.agentlocator.watchdog.WatchedCall.Unannounced;
import io.agentlocator.watchdog.WatchedCall.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules by which one call is watched. Pure: events change what is known, and only time makes something due.
 *
 * <p>Twilio opens the stream when the greeting, or a clip that it plays, has ended; the start deadline counts from there.
 * On an open stream it sends frames of 20 ms even when the caller is quiet, so missing frames mean a dead stream and not a
 * silent caller.
 */
public final class CallWatch {

    private final Deadlines deadlines;

    public CallWatch(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** What is known after {@code event}, which happened at {@code at}. */
    public WatchedCall learn(WatchedCall state, CallEvent event, Instant at) {
        return WatchedCallFold.learn(state, event, at);
    }

    /**
     * What is due at {@code now}.
     *
     * @param trustedSince since when the consumed events are known to be complete
     */
    public WatchOutcome due(String callSid, WatchedCall state, Instant now, Instant trustedSince) {
        return switch (state) {
            case Over over -> WatchOutcome.none(over);
            case Redirecting saving -> WatchOutcome.none(saving);
            case Unannounced early ->
                reached(now, early.firstSeenAt().plus(deadlines.lease()))
                        ? WatchOutcome.none(new Over(now))
                        : WatchOutcome.none(early);
            case Lasting call -> {
                if (!reached(now, trustedSince.plus(deadlines.feedGrace()))) {
                    yield WatchOutcome.none(call);
                }
                if (reached(now, call.receivedAt().plus(deadlines.lease()))) {
                    yield WatchOutcome.none(new Over(now));
                }
                yield switch (call) {
                    case Watched watched -> dueForStream(callSid, watched, now);
                    case AgentLeft left -> dueForLength(callSid, left, now);
                };
            }
        };
    }

    /** The alert to publish about a redirect; none where the call had ended before. */
    public static Optional<CallAlert> alertOf(String callSid, Trouble reason, Rescue.Result result) {
        return switch (result) {
            case Rescue.Result.Done() -> Optional.of(new CallAlert.Redirected(callSid, reason));
            case Rescue.Result.CallOver() -> Optional.empty();
            case Rescue.Result.Failed(String cause) ->
                Optional.of(new CallAlert.RedirectFailed(callSid, reason, cause));
        };
    }

    private WatchOutcome dueForStream(String callSid, Watched call, Instant now) {
        AgentTurns turns = call.turns();
        return switch (call.stream()) {
            case StreamState.NotYet() ->
                dueForStart(callSid, call, call.receivedAt().plus(call.greeting()), now);
            case StreamState.Superseded superseded -> dueForStart(callSid, call, superseded.at(), now);
            case StreamState.Closed closed -> {
                if (turns.leftBehind() || turns.clipSince(closed.startedAt())) {
                    yield dueForStart(callSid, call, closed.closedAt(), now);
                }
                Duration patience = turns.clipOnItsWay() ? deadlines.clipUpdate() : deadlines.connectAction();
                yield reached(now, closed.closedAt().plus(patience))
                        ? redirect(callSid, Trouble.NO_MEDIA, now)
                        : dueForLength(callSid, call, now);
            }
            case StreamState.Open open -> {
                if (turns.clipSince(open.startedAt())) {
                    // The clip closed this stream, whose end need not have been consumed yet.
                    yield dueForStart(callSid, call, open.startedAt(), now);
                }
                if (reached(now, open.lastMediaAt().plus(deadlines.noMedia()))) {
                    long silentMs = Duration.between(open.lastMediaAt(), now).toMillis();
                    yield new WatchOutcome(
                            new Redirecting(Trouble.NO_MEDIA, now),
                            List.of(
                                    new WatchStep.Alert(
                                            new CallAlert.MediaLost(callSid, open.streamSid(), silentMs), now),
                                    new WatchStep.Redirect(callSid, Trouble.NO_MEDIA)));
                }
                yield dueForTalk(callSid, call, now);
            }
        };
    }

    /** Without a stream: one is expected when the greeting or clip has ended, unless it was the agent's last. */
    private WatchOutcome dueForStart(String callSid, Watched call, Instant endedAt, Instant now) {
        AgentTurns turns = call.turns();
        if (turns.leftBehind()) {
            return turns.farewell().way() == Farewell.Way.HANGING_UP
                    ? dueForHangUp(callSid, call, latest(endedAt, turns.overSince(call.talk())), now)
                    : dueForLength(callSid, call, now);
        }
        return reached(now, latest(endedAt, turns.clip().until()).plus(deadlines.start()))
                ? redirect(callSid, Trouble.STREAM_NEVER_STARTED, now)
                : dueForLength(callSid, call, now);
    }

    private WatchOutcome dueForHangUp(String callSid, Watched call, Instant overSince, Instant now) {
        return reached(now, latest(overSince, call.hangUpAskedAt()).plus(deadlines.hangUp()))
                ? hangUp(callSid, call, now)
                : dueForLength(callSid, call, now);
    }

    private WatchOutcome dueForTalk(String callSid, Watched call, Instant now) {
        TurnTaking talk = call.talk();
        AgentTurns turns = call.turns();
        if (talk.callerSpeaking() || talk.agentSpeaking()) {
            return dueForLength(callSid, call, now);
        }
        if (turns.leaving()) {
            Instant overSince = turns.overSince(talk);
            if (turns.farewell().way() == Farewell.Way.HANGING_UP) {
                return dueForHangUp(callSid, call, overSince, now);
            }
            // Nobody answered the transferred call: the caller is asked for a message instead.
            return reached(now, overSince.plus(deadlines.agentSilence()).plus(deadlines.agentSilence()))
                    ? redirect(callSid, Trouble.AGENT_SILENT, now)
                    : dueForLength(callSid, call, now);
        }
        if (talk.answerDue()) {
            Instant due = latest(talk.heardAt(), talk.at(Kind.AGENT_SILENT)).plus(deadlines.agentSilence());
            if (!reached(now, due)) {
                return dueForLength(callSid, call, now);
            }
            if (talk.agentWasLate()) {
                return redirect(callSid, Trouble.AGENT_SILENT, now);
            }
            long silentMs = Duration.between(talk.heardAt(), now).toMillis();
            return alert(
                    callSid,
                    call,
                    talk.happened(Kind.AGENT_SILENT, now),
                    new CallAlert.AgentSilent(callSid, silentMs),
                    now);
        }
        if (reached(now, talk.askedAt().plus(deadlines.callerSilence()))) {
            long silentMs = Duration.between(talk.askedAt(), now).toMillis();
            int prompts = talk.silencesInARow() + 1;
            return alert(
                    callSid,
                    call,
                    talk.callerSilent(prompts, now),
                    new CallAlert.CallerSilent(callSid, silentMs, prompts),
                    now);
        }
        return dueForLength(callSid, call, now);
    }

    /**
     * A call that lasts too long is reported once; when nobody ends it, the watchdog does. A talk between people may last
     * as long as they like.
     */
    private WatchOutcome dueForLength(String callSid, Lasting call, Instant now) {
        if (call.toPerson() || !reached(now, call.receivedAt().plus(deadlines.maxCall()))) {
            return WatchOutcome.none(call);
        }
        if (call.overlongAt().equals(NEVER)) {
            long lastedMs = Duration.between(call.receivedAt(), now).toMillis();
            return new WatchOutcome(
                    call.overlong(now),
                    List.of(new WatchStep.Alert(new CallAlert.CallOverlong(callSid, lastedMs), now)));
        }
        Instant due = latest(call.overlongAt(), call.hangUpAskedAt()).plus(deadlines.hangUp());
        return reached(now, due) ? hangUp(callSid, call, now) : WatchOutcome.none(call);
    }

    private static WatchOutcome redirect(String callSid, Trouble reason, Instant now) {
        return new WatchOutcome(new Redirecting(reason, now), List.of(new WatchStep.Redirect(callSid, reason)));
    }

    private static WatchOutcome hangUp(String callSid, Lasting call, Instant now) {
        return new WatchOutcome(call.hangUpAsked(now), List.of(new WatchStep.HangUp(callSid)));
    }

    private WatchOutcome alert(String callSid, Watched call, TurnTaking talk, CallAlert alert, Instant now) {
        WatchOutcome length = dueForLength(callSid, call.with(call.stream(), talk, call.turns()), now);
        var steps = new ArrayList<WatchStep>();
        steps.add(new WatchStep.Alert(alert, now));
        steps.addAll(length.steps());
        return new WatchOutcome(length.state(), steps);
    }
}
