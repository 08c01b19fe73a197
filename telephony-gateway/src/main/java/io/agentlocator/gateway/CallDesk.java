package io.agentlocator.gateway;

import io.agentlocator.events.Call;
import io.agentlocator.events.Call.Continuation;
import io.agentlocator.gateway.CallState.Fact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides how a webhook is answered and what of it is told. The same webhook again tells nothing new. */
public final class CallDesk {

    private CallDesk() {}

    /** @param events what is to be published, in this order */
    public record Decision(Script script, List<Call> events) {}

    public static Decision decide(CallState state, Webhook webhook) {
        return switch (webhook) {
            case Webhook.Incoming incoming -> answer(state, incoming);
            case Webhook.StreamLeft left -> goOn(state, left);
            case Webhook.TransferLeft transfer -> afterTransfer(state, transfer);
            case Webhook.Recorded recorded ->
                new Decision(Script.Plain.THANK_AND_HANG_UP, told(state, webhook.callSid(), recorded.recording()));
            case Webhook.RecordingReady ready ->
                new Decision(Script.Plain.NOTHING, told(state, webhook.callSid(), ready.recording()));
            case Webhook.StatusChanged changed -> note(state, changed);
        };
    }

    /** Twilio's signature holds no time, so a request that was read on its way is good for ever. */
    private static Decision answer(CallState state, Webhook.Incoming incoming) {
        var received = new Call.Received(
                incoming.callSid(), incoming.from(), incoming.to(), incoming.direction(), incoming.greetingMs());
        List<Call> events = state.is(Fact.RECEIVED) ? List.of() : List.of(received);
        if (state.is(Fact.ENDED)) {
            return new Decision(Script.Plain.NOTHING, events);
        }
        // A stream has opened, so Twilio has its document. Whoever asks again may have read the request on its way, and
        // gets no second stream; should a caller come back here all the same, what he says is recorded.
        return new Decision(state.stream() == null ? Script.Plain.ANSWER : Script.Plain.ASK_FOR_MESSAGE, events);
    }

    private static Decision goOn(CallState state, Webhook.StreamLeft left) {
        String callSid = left.callSid();
        String status = left.status().text();
        if (left.status().terminal() || state.is(Fact.ENDED)) {
            return left(callSid, status, Continuation.CALLER_GONE, Script.Plain.NOTHING);
        }
        if (state.is(Fact.REDIRECTED)) {
            return left(callSid, status, Continuation.SUPERSEDED, Script.Plain.NOTHING);
        }
        Clip clip = state.clip();
        if (clip != null && clip.turn() > left.afterTurn()) {
            // A newer document has the call or is about to. Should Twilio follow this answer all the same, it is that
            // document: nothing is lost, and nobody is hung up on.
            Script newest = state.is(Fact.MESSAGE_ASKED) ? Script.Plain.ASK_FOR_MESSAGE : new Script.Reply(clip);
            return left(callSid, status, Continuation.SUPERSEDED, newest);
        }
        if (state.is(Fact.MESSAGE_ASKED)) {
            // Whatever brought the call back here, it must not go round in circles.
            return left(callSid, status, Continuation.HANG_UP, Script.Plain.THANK_AND_HANG_UP);
        }
        Script next = state.leaving() == null ? null : state.leaving().next();
        // A goodbye that is heard to its end closes the stream as hung up: this one was not, and is said again.
        if (state.handedBack() && (next == null || next == Script.Plain.HANG_UP)) {
            return left(callSid, status, Continuation.RECONNECT, new Script.Reconnect(left.afterTurn()));
        }
        if (next != null) {
            return left(callSid, status, continuation(next), next);
        }
        return left(callSid, status, Continuation.RECORD, Script.Plain.ASK_FOR_MESSAGE);
    }

    /** What it means for the call that the agent leaves it so. */
    public static Continuation continuation(Script leaving) {
        return switch (leaving) {
            case Script.Transfer transfer -> Continuation.TRANSFER;
            case Script.Reply reply -> Continuation.SUPERSEDED;
            case Script.Reconnect reconnect -> Continuation.RECONNECT;
            case Script.Plain.ASK_FOR_MESSAGE, Script.Plain.TAKE_MESSAGE -> Continuation.RECORD;
            case Script.Plain.ANSWER, Script.Plain.THANK_AND_HANG_UP, Script.Plain.HANG_UP, Script.Plain.NOTHING ->
                Continuation.HANG_UP;
        };
    }

    private static Decision left(String callSid, String status, Continuation continuation, Script script) {
        return new Decision(script, List.of(new Call.StreamEnded(callSid, status, continuation)));
    }

    /** Whoever could not be put through may at least leave a message. */
    private static Decision afterTransfer(CallState state, Webhook.TransferLeft transfer) {
        if (transfer.status().terminal() || state.is(Fact.ENDED)) {
            return new Decision(Script.Plain.NOTHING, List.of());
        }
        return new Decision(transfer.reached() ? Script.Plain.HANG_UP : Script.Plain.ASK_FOR_MESSAGE, List.of());
    }

    /** Whichever webhook comes first tells of a recording. */
    private static List<Call> told(CallState state, String callSid, Webhook.@Nullable Recording recording) {
        return recording == null || state.recordings().contains(recording.sid())
                ? List.of()
                : List.of(new Call.RecordingReceived(callSid, recording.sid(), recording.url(), recording.seconds()));
    }

    /** Statuses may overtake each other; the end absorbs what comes after it. */
    private static Decision note(CallState state, Webhook.StatusChanged changed) {
        List<Call> events = List.of();
        if (changed.status().terminal() && !state.is(Fact.ENDED)) {
            events = List.of(new Call.Ended(changed.callSid(), changed.status().text(), changed.lastedSeconds()));
        } else if (changed.status().inProgress() && !state.is(Fact.ANSWERED) && !state.is(Fact.ENDED)) {
            events = List.of(new Call.Answered(changed.callSid()));
        }
        return new Decision(Script.Plain.NOTHING, events);
    }
}
