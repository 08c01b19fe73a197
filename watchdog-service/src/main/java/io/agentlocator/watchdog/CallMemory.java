package io.agentlocator.watchdog;

import static io.agentlocator.watchdog.Moments.NEVER;

import io.agentlocator.events.Call;
import io.agentlocator.events.Call.Continuation;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MediaEvent.StopReason;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Reply.CancelReason;
import io.agentlocator.events.Transcript;
import io.agentlocator.watchdog.Turns.Farewell;
import io.agentlocator.watchdog.WatchedCall.Left;
import io.agentlocator.watchdog.WatchedCall.Over;
import io.agentlocator.watchdog.WatchedCall.Saving;
import io.agentlocator.watchdog.WatchedCall.Unannounced;
import io.agentlocator.watchdog.WatchedCall.Watched;
import java.time.Duration;
import java.time.Instant;

/**
 * What events say of a call. They only change what is known, by the times at which they happened and therefore in any
 * order of arrival.
 */
final class CallMemory {

    private CallMemory() {}

    /** What is known after {@code event}, which happened at {@code at}. */
    static WatchedCall learn(WatchedCall state, CallEvent event, Instant at) {
        return switch (state) {
            case Over over -> over;
            case Saving saving -> ends(event) || leaves(event) ? new Over(at) : saving;
            case Left left -> {
                if (ends(event)) {
                    yield new Over(at);
                }
                Left known = handsToPerson(event) ? left.forPerson() : left;
                yield event instanceof CallAlert.CallOverlong ? known.overlong(at) : known;
            }
            case Unannounced early -> {
                if (ends(event) || leaves(event)) {
                    yield new Over(at);
                }
                if (event instanceof Call.Received received) {
                    yield new Watched(
                            at,
                            Duration.ofMillis(received.greetingMs()),
                            early.line(),
                            early.talk(),
                            early.turns(),
                            NEVER,
                            NEVER);
                }
                yield new Unannounced(
                        early.firstSeenAt(),
                        line(early.line(), event, at),
                        talk(early.talk(), event, at),
                        turns(early.turns(), event, at));
            }
            case Watched watched -> {
                if (ends(event)) {
                    yield new Over(at);
                }
                if (leaves(event)) {
                    yield new Left(
                            watched.receivedAt(),
                            watched.toPerson() || handsToPerson(event),
                            watched.overlongAt(),
                            watched.hangUpAskedAt());
                }
                Watched known = watched.with(
                        line(watched.line(), event, at),
                        talk(watched.talk(), event, at),
                        turns(watched.turns(), event, at));
                yield event instanceof CallAlert.CallOverlong ? known.overlong(at) : known;
            }
        };
    }

    /** Whether nothing is left to watch: the call is over, or has been saved by the gateway or by a watchdog. */
    private static boolean ends(CallEvent event) {
        return switch (event) {
            case Call.Ended e -> true;
            case Call.RecordingReceived e -> true;
            case Call.StreamEnded ended -> ended.continuation() == Continuation.CALLER_GONE;
            case CallAlert.Redirected e -> true;
            case CallAlert.RedirectFailed e -> true;
            case CallEvent e -> false;
        };
    }

    /** Whether the agent has left, and the call goes on by a document that wants no stream. */
    private static boolean leaves(CallEvent event) {
        return switch (event) {
            case Call.StreamEnded ended ->
                switch (ended.continuation()) {
                    case HANG_UP, TRANSFER, RECORD -> true;
                    case CALLER_GONE, SUPERSEDED, RECONNECT -> false;
                };
            case MediaEvent.StreamStopped stopped -> stopped.reason() == StopReason.AGENT_HUNG_UP;
            case CallEvent e -> false;
        };
    }

    private static boolean handsToPerson(CallEvent event) {
        return switch (event) {
            case Call.StreamEnded ended -> ended.continuation() == Continuation.TRANSFER;
            case Reply.Transfer e -> true;
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
            case Call.StreamEnded ended
            when ended.continuation() == Continuation.SUPERSEDED || ended.continuation() == Continuation.RECONNECT ->
                line.superseded(at);
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
            // Nothing can be said into a clip, so that it is heard to its end.
            case Call.ReplyPlaying clip -> talk.playbackStarted(at).playbackFinished(at.plusMillis(clip.durationMs()));
            case Transcript.Final e -> talk.words(at);
            case Transcript.Unclear e -> talk.words(at);
            case CallAlert.AgentSilent e -> talk.agentSilent(at);
            case CallAlert.CallerSilent silent -> talk.callerSilent(silent.prompts(), at);
            case CallEvent e -> talk;
        };
    }

    private static Turns turns(Turns turns, CallEvent event, Instant at) {
        return switch (event) {
            case Reply.Sentence sentence -> turns.composing(sentence.turn());
            case Reply.HangUp hangUp -> turns.leavingAfter(hangUp.turn(), Farewell.Way.HANGING_UP, at);
            case Reply.TakeMessage message -> turns.leavingAfter(message.turn(), Farewell.Way.MESSAGE, at);
            case Reply.Transfer transfer -> turns.leavingAfter(transfer.turn(), Farewell.Way.PERSON, at);
            case Reply.Cancelled cancelled ->
                cancelled.reason() == CancelReason.CALL_ENDED ? turns : turns.cancelled(cancelled.turn());
            case MediaEvent.PlaybackStarted started -> turns.beginning(started.turn());
            case Call.ReplyPlaying clip -> turns.clipPlaying(clip.turn(), Duration.ofMillis(clip.durationMs()), at);
            case CallEvent e -> turns;
        };
    }
}
