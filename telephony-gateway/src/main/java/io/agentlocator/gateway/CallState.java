package io.agentlocator.gateway;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Call;
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
 * nothing, so that what this instance says itself may come back to it from the log.
 *
 * @param leaving how the agent means to leave the call; null while it does not mean to
 * @param clip the newest turn that is there to be played in place of the stream; null where there is none
 * @param stream the sid of the stream that opened last; null before the first
 * @param handedBack whether that stream was closed because its instance goes down, and another is to be opened for it
 * @param recordings the recordings already told of, the newest few
 */
public record CallState(
        Set<Fact> facts,
        @Nullable Leaving leaving,
        @Nullable Clip clip,
        @Nullable String stream,
        boolean handedBack,
        List<String> recordings) {

    static final CallState NEW = new CallState(Set.of(), null, null, null, false, List.of());

    /** Of a call of which only this is still known: it came, and it has ended. */
    static final CallState OVER = new CallState(Set.of(Fact.RECEIVED, Fact.ENDED), null, null, null, false, List.of());

    private static final int MOST_RECORDINGS = 8;

    /** What has happened and stays so. */
    public enum Fact {
        RECEIVED,
        ANSWERED,
        ENDED,
        /** The watchdog gave the call another script. */
        REDIRECTED,
        /** A message was asked for because the stream had ended. */
        MESSAGE_ASKED
    }

    /** @param turn after which the agent leaves @param next what the caller goes through then */
    public record Leaving(int turn, Script next) {

        /** Where the event says that the agent means to leave; null where it does not. */
        static @Nullable Leaving in(Reply reply) {
            return switch (reply) {
                case Reply.HangUp hangUp -> new Leaving(hangUp.turn(), Script.Plain.HANG_UP);
                case Reply.TakeMessage take -> new Leaving(take.turn(), Script.Plain.TAKE_MESSAGE);
                case Reply.Transfer transfer -> new Leaving(transfer.turn(), new Script.Transfer(transfer.to()));
                case Reply other -> null;
            };
        }
    }

    public boolean is(Fact fact) {
        return facts.contains(fact);
    }

    public CallState after(CallEvent event) {
        return switch (event) {
            case Call.Received received -> with(Fact.RECEIVED);
            case Call.Answered answered -> with(Fact.ANSWERED);
            case Call.Ended ended -> with(Fact.ENDED);
            case Call.StreamEnded left ->
                switch (left.continuation()) {
                    case RECORD -> with(Fact.MESSAGE_ASKED);
                    // Once for each stream: should none open, the next answer is the recording.
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
            // A goodbye that was cut off, or that another turn followed, is no goodbye.
            case Reply.Cancelled cancelled ->
                leaving != null
                                && cancelled.turn() == leaving.turn()
                                && cancelled.reason() != Reply.CancelReason.CALL_ENDED
                        ? with((Leaving) null)
                        : this;
            case Reply.Sentence sentence ->
                leaving != null && sentence.turn() > leaving.turn() ? with((Leaving) null) : this;
            case Reply reply -> {
                Leaving meant = Leaving.in(reply);
                yield meant == null || (leaving != null && leaving.turn() > meant.turn()) ? this : with(meant);
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
        return new CallState(Set.copyOf(more), leaving, clip, stream, handedBack, recordings);
    }

    private CallState with(@Nullable Leaving leaving) {
        return new CallState(facts, leaving, clip, stream, handedBack, recordings);
    }

    private CallState withClip(Clip newer) {
        return clip != null && clip.turn() >= newer.turn()
                ? this
                : new CallState(facts, leaving, newer, stream, handedBack, recordings);
    }

    private CallState on(@Nullable String streamSid, boolean nowHandedBack) {
        return new CallState(facts, leaving, clip, streamSid, nowHandedBack, recordings);
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
        return new CallState(facts, leaving, clip, stream, handedBack, List.copyOf(known));
    }
}
