package io.agentlocator.gateway;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Call;
import io.agentlocator.events.Call.Continuation;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway knows of one call: a fold of {@code calls}, {@code replies}, {@code call-alerts} and
 * {@code media-events}, and of {@code agent-audio} where the agent answers by TwiML. Folding an event twice changes
 * nothing, so the events that this instance publishes may come back to it from the topic.
 *
 * @param exit how the agent will leave the call; null while it stays
 * @param clip the newest turn that can be played in place of the stream; null where there is none
 * @param stream the sid of the stream that opened last; null before the first
 * @param handedBack whether that stream was closed because its instance shuts down, and a new one must be opened
 * @param recordings the sids of recordings that were published, the newest few
 */
public record CallState(
        Set<Fact> facts,
        @Nullable Exit exit,
        @Nullable Clip clip,
        @Nullable String stream,
        boolean handedBack,
        List<String> recordings) {

    static final CallState NEW = new CallState(Set.of(), null, null, null, false, List.of());

    /** A call of which only this is known: it was received, and it has ended. */
    static final CallState OVER = new CallState(Set.of(Fact.RECEIVED, Fact.ENDED), null, null, null, false, List.of());

    private static final int MOST_RECORDINGS = 8;

    /** What has happened; it stays true. */
    public enum Fact {
        RECEIVED,
        ANSWERED,
        ENDED,
        /** The watchdog gave the call another script. */
        REDIRECTED,
        /** The caller was asked for a message because the stream had ended. */
        MESSAGE_ASKED
    }

    /** @param turn the agent's last turn @param next what the caller hears after it */
    public record Exit(int turn, Script next) {

        /** The exit that a reply announces; null where it announces none. */
        static @Nullable Exit in(Reply reply) {
            return switch (reply) {
                case Reply.HangUp hangUp -> new Exit(hangUp.turn(), Script.Plain.HANG_UP);
                case Reply.TakeMessage take -> new Exit(take.turn(), Script.Plain.TAKE_MESSAGE);
                case Reply.Transfer transfer -> new Exit(transfer.turn(), new Script.Transfer(transfer.to()));
                case Reply other -> null;
            };
        }
    }

    /** @param events what is to be published, in this order */
    public record Decision(Script script, List<Call> events) {}

    public boolean is(Fact fact) {
        return facts.contains(fact);
    }

    /** The answer to a webhook, and the events that it causes. The same webhook again causes none. */
    public Decision decide(Webhook webhook) {
        return switch (webhook) {
            case Webhook.Incoming incoming -> answer(incoming);
            case Webhook.StreamLeft left -> goOn(left);
            case Webhook.TransferLeft transfer -> afterTransfer(transfer);
            case Webhook.Recorded recorded ->
                new Decision(Script.Plain.THANK_AND_HANG_UP, received(webhook.callSid(), recorded.recording()));
            case Webhook.RecordingReady ready ->
                new Decision(Script.Plain.NOTHING, received(webhook.callSid(), ready.recording()));
            case Webhook.StatusChanged changed -> changed(changed);
        };
    }

    /** Twilio's signature contains no time, so a request that was intercepted is valid for ever. */
    private Decision answer(Webhook.Incoming incoming) {
        var received = new Call.Received(
                incoming.callSid(), incoming.from(), incoming.to(), incoming.direction(), incoming.greetingMs());
        List<Call> events = is(Fact.RECEIVED) ? List.of() : List.of(received);
        if (is(Fact.ENDED)) {
            return new Decision(Script.Plain.NOTHING, events);
        }
        // A stream has opened, so Twilio has its document. Whoever sends the request again may have intercepted it, and
        // gets no second stream. If the caller comes back here all the same, a message is recorded.
        return new Decision(stream == null ? Script.Plain.ANSWER : Script.Plain.ASK_FOR_MESSAGE, events);
    }

    private Decision goOn(Webhook.StreamLeft left) {
        if (left.status().terminal() || is(Fact.ENDED)) {
            return streamEnded(left, Continuation.CALLER_GONE, Script.Plain.NOTHING);
        }
        if (is(Fact.REDIRECTED)) {
            return streamEnded(left, Continuation.SUPERSEDED, Script.Plain.NOTHING);
        }
        if (clip != null && clip.turn() > left.afterTurn()) {
            // A newer document runs the call, or is about to. If Twilio follows this answer all the same, it gets that
            // document: no turn is lost, and the caller is not hung up on.
            Script newest = is(Fact.MESSAGE_ASKED) ? Script.Plain.ASK_FOR_MESSAGE : new Script.Reply(clip);
            return streamEnded(left, Continuation.SUPERSEDED, newest);
        }
        if (is(Fact.MESSAGE_ASKED)) {
            // The caller must not be asked for a message again and again.
            return streamEnded(left, Continuation.HANG_UP, Script.Plain.THANK_AND_HANG_UP);
        }
        Script next = exit == null ? null : exit.next();
        // A goodbye that is heard to its end closes the stream as hung up. This one was not, so it is said again.
        if (handedBack && (next == null || next == Script.Plain.HANG_UP)) {
            return streamEnded(left, Continuation.RECONNECT, new Script.Reconnect(left.afterTurn()));
        }
        return next == null
                ? streamEnded(left, Continuation.RECORD, Script.Plain.ASK_FOR_MESSAGE)
                : streamEnded(left, next.continuation(), next);
    }

    private static Decision streamEnded(Webhook.StreamLeft left, Continuation continuation, Script script) {
        return new Decision(
                script,
                List.of(new Call.StreamEnded(left.callSid(), left.status().text(), continuation)));
    }

    /** A caller who was not put through may leave a message. */
    private Decision afterTransfer(Webhook.TransferLeft transfer) {
        if (transfer.status().terminal() || is(Fact.ENDED)) {
            return new Decision(Script.Plain.NOTHING, List.of());
        }
        return new Decision(transfer.reached() ? Script.Plain.HANG_UP : Script.Plain.ASK_FOR_MESSAGE, List.of());
    }

    /** Two webhooks report a recording; the first one publishes it. */
    private List<Call> received(String callSid, Webhook.@Nullable Recording recording) {
        return recording == null || recordings.contains(recording.sid())
                ? List.of()
                : List.of(new Call.RecordingReceived(callSid, recording.sid(), recording.url(), recording.seconds()));
    }

    /** Statuses may overtake each other: after the end of a call no other status is published. */
    private Decision changed(Webhook.StatusChanged changed) {
        List<Call> events = List.of();
        if (changed.status().terminal() && !is(Fact.ENDED)) {
            events = List.of(new Call.Ended(changed.callSid(), changed.status().text(), changed.lastedSeconds()));
        } else if (changed.status().inProgress() && !is(Fact.ANSWERED) && !is(Fact.ENDED)) {
            events = List.of(new Call.Answered(changed.callSid()));
        }
        return new Decision(Script.Plain.NOTHING, events);
    }

    public CallState after(CallEvent event) {
        return switch (event) {
            case Call.Received received -> with(Fact.RECEIVED);
            case Call.Answered answered -> with(Fact.ANSWERED);
            case Call.Ended ended -> with(Fact.ENDED);
            case Call.StreamEnded left ->
                switch (left.continuation()) {
                    case RECORD -> with(Fact.MESSAGE_ASKED);
                    // Once for each stream: if none opens, the next answer asks for a message.
                    case RECONNECT -> on(stream, false);
                    case CALLER_GONE, HANG_UP, TRANSFER, SUPERSEDED -> this;
                };
            case MediaEvent.StreamStopped stopped ->
                stopped.reason() == MediaEvent.StopReason.DRAINED
                                && (stream == null || stream.equals(stopped.streamSid()))
                        ? on(stopped.streamSid(), true)
                        : this;
            case MediaEvent.StreamStarted started ->
                started.streamSid().equals(stream) ? this : on(started.streamSid(), false);
            case Call.ReplyPlaying playing -> withClip(new Clip(playing.turn(), playing.durationMs()));
            case Call.RecordingReceived recording -> withRecording(recording.recordingSid());
            case CallAlert.Redirected redirected -> with(Fact.REDIRECTED);
            case AgentAudio.ReplyClip said -> withClip(new Clip(said.turn(), said.durationMs()));
            // A goodbye that was cut off, or that another turn follows, does not end the call.
            case Reply.Cancelled cancelled ->
                exit != null && cancelled.turn() == exit.turn() && cancelled.reason() != Reply.CancelReason.CALL_ENDED
                        ? with((Exit) null)
                        : this;
            case Reply.Sentence sentence -> exit != null && sentence.turn() > exit.turn() ? with((Exit) null) : this;
            case Reply reply -> {
                Exit published = Exit.in(reply);
                yield published == null || (exit != null && exit.turn() > published.turn()) ? this : with(published);
            }
            case CallEvent other -> this;
        };
    }

    private CallState with(Fact fact) {
        if (facts.contains(fact)) {
            return this;
        }
        var more = facts.isEmpty() ? EnumSet.noneOf(Fact.class) : EnumSet.copyOf(facts);
        more.add(fact);
        return new CallState(Set.copyOf(more), exit, clip, stream, handedBack, recordings);
    }

    private CallState with(@Nullable Exit changed) {
        return new CallState(facts, changed, clip, stream, handedBack, recordings);
    }

    private CallState withClip(Clip newer) {
        return clip != null && clip.turn() >= newer.turn()
                ? this
                : new CallState(facts, exit, newer, stream, handedBack, recordings);
    }

    private CallState on(@Nullable String streamSid, boolean nowHandedBack) {
        return new CallState(facts, exit, clip, streamSid, nowHandedBack, recordings);
    }

    private CallState withRecording(String sid) {
        if (recordings.contains(sid)) {
            return this;
        }
        var known = new ArrayList<>(recordings);
        if (known.size() == MOST_RECORDINGS) {
            known.removeFirst();
        }
        known.add(sid);
        return new CallState(facts, exit, clip, stream, handedBack, List.copyOf(known));
    }
}
