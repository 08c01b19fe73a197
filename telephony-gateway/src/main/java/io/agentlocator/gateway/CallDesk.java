package io.agentlocator.gateway;

import io.agentlocator.events.Call;
import io.agentlocator.events.Call.Continuation;
import java.util.List;

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
            case Webhook.Recorded recorded -> thank(state, recorded);
            case Webhook.StatusChanged changed -> note(state, changed);
        };
    }

    private static Decision answer(CallState state, Webhook.Incoming incoming) {
        var received = new Call.Received(
                incoming.callSid(), incoming.from(), incoming.to(), incoming.direction(), incoming.greetingMs());
        return new Decision(Script.Plain.ANSWER, state.received() ? List.of() : List.of(received));
    }

    private static Decision goOn(CallState state, Webhook.StreamLeft left) {
        String callSid = left.callSid();
        String status = left.status().text();
        if (left.status().terminal() || state.ended()) {
            return left(callSid, status, Continuation.CALLER_GONE, Script.Plain.NOTHING);
        }
        if (state.redirected()) {
            return left(callSid, status, Continuation.SUPERSEDED, Script.Plain.NOTHING);
        }
        if (state.messageAsked()) {
            // Whatever brought the call back here, it must not go round in circles.
            return left(callSid, status, Continuation.HANG_UP, Script.Plain.THANK_AND_HANG_UP);
        }
        if (state.leaving() != null) {
            Script next = state.leaving().next();
            var continuation = next instanceof Script.Transfer ? Continuation.TRANSFER : Continuation.HANG_UP;
            return left(callSid, status, continuation, next);
        }
        return left(callSid, status, Continuation.RECORD, Script.Plain.ASK_FOR_MESSAGE);
    }

    private static Decision left(String callSid, String status, Continuation continuation, Script script) {
        return new Decision(script, List.of(new Call.StreamEnded(callSid, status, continuation)));
    }

    /** Whoever could not be put through may at least leave a message. */
    private static Decision afterTransfer(CallState state, Webhook.TransferLeft transfer) {
        if (transfer.status().terminal() || state.ended()) {
            return new Decision(Script.Plain.NOTHING, List.of());
        }
        return new Decision(transfer.reached() ? Script.Plain.HANG_UP : Script.Plain.ASK_FOR_MESSAGE, List.of());
    }

    private static Decision thank(CallState state, Webhook.Recorded recorded) {
        var recording = recorded.recording();
        if (recording == null || state.recordings().contains(recording.sid())) {
            return new Decision(Script.Plain.THANK_AND_HANG_UP, List.of());
        }
        return new Decision(
                Script.Plain.THANK_AND_HANG_UP,
                List.of(new Call.RecordingReceived(
                        recorded.callSid(), recording.sid(), recording.url(), recording.seconds())));
    }

    /** Statuses may overtake each other; the end absorbs what comes after it. */
    private static Decision note(CallState state, Webhook.StatusChanged changed) {
        List<Call> events = List.of();
        if (changed.status().terminal() && !state.ended()) {
            events = List.of(new Call.Ended(changed.callSid(), changed.status().text(), changed.lastedSeconds()));
        } else if (changed.status().inProgress() && !state.answered() && !state.ended()) {
            events = List.of(new Call.Answered(changed.callSid()));
        }
        return new Decision(Script.Plain.NOTHING, events);
    }
}
