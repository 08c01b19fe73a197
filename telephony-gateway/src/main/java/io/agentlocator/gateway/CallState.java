package io.agentlocator.gateway;

import io.agentlocator.events.Call;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway knows of one call: a fold of {@code calls}, {@code replies} and {@code call-alerts}. Folding an event
 * twice changes nothing, so that what this instance says itself may come back to it from the log.
 *
 * @param leaving how the agent means to leave the call; null while it does not mean to
 * @param redirected whether the watchdog gave the call another script
 * @param messageAsked whether a message was asked for because the stream had ended
 * @param recordings the recordings already told of, the newest few
 */
public record CallState(
        boolean received,
        boolean answered,
        boolean ended,
        @Nullable Leaving leaving,
        boolean redirected,
        boolean messageAsked,
        List<String> recordings) {

    static final CallState NEW = new CallState(false, false, false, null, false, false, List.of());

    private static final int MOST_RECORDINGS = 8;

    /** @param turn after which the agent leaves @param next what the caller goes through then */
    public record Leaving(int turn, Script next) {}

    public CallState after(CallEvent event) {
        return switch (event) {
            case Call.Received received ->
                new CallState(true, answered, ended, leaving, redirected, messageAsked, recordings);
            case Call.Answered answered ->
                new CallState(received, true, ended, leaving, redirected, messageAsked, recordings);
            case Call.Ended ended ->
                new CallState(received, answered, true, leaving, redirected, messageAsked, recordings);
            case Call.StreamEnded left ->
                left.continuation() == Call.Continuation.RECORD
                        ? new CallState(received, answered, ended, leaving, redirected, true, recordings)
                        : this;
            case Call.RecordingReceived recording -> withRecording(recording.recordingSid());
            case CallAlert.Redirected redirected ->
                new CallState(received, answered, ended, leaving, true, messageAsked, recordings);
            case Reply.HangUp hangUp -> leavingAfter(hangUp.turn(), Script.Plain.HANG_UP);
            case Reply.Transfer transfer -> leavingAfter(transfer.turn(), new Script.Transfer(transfer.to()));
            // A goodbye that was cut off, or that another turn followed, is no goodbye.
            case Reply.Cancelled cancelled ->
                leaving != null
                                && cancelled.turn() == leaving.turn()
                                && cancelled.reason() != Reply.CancelReason.CALL_ENDED
                        ? with(null)
                        : this;
            case Reply.Sentence sentence -> leaving != null && sentence.turn() > leaving.turn() ? with(null) : this;
            case CallEvent other -> this;
        };
    }

    private CallState leavingAfter(int turn, Script next) {
        return leaving != null && leaving.turn() > turn ? this : with(new Leaving(turn, next));
    }

    private CallState with(@Nullable Leaving leaving) {
        return new CallState(received, answered, ended, leaving, redirected, messageAsked, recordings);
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
        return new CallState(received, answered, ended, leaving, redirected, messageAsked, List.copyOf(known));
    }
}
