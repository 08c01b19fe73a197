package io.agentlocator.watchdog;

import static io.agentlocator.watchdog.Instants.NEVER;

import io.agentlocator.events.Call;
import io.agentlocator.events.Call.Continuation;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MediaEvent.StopReason;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Reply.CancelReason;
import io.agentlocator.events.Transcript;
import io.agentlocator.watchdog.AgentTurns.Farewell;
import io.agentlocator.watchdog.TurnTaking.Kind;
import io.agentlocator.watchdog.WatchedCall.AgentLeft;
import io.agentlocator.watchdog.WatchedCall.Over;
import io.agentlocator.watchdog.WatchedCall.Redirecting;
import io.agentlocator.watchdog.WatchedCall.Unannounced;
import io.agentlocator.watchdog.WatchedCall.Watched;
import java.time.Duration;
import java.time.Instant;

/**
 * Applies events to what is known of a call. Events count by the times at which they happened, so they may arrive in any
 * order.
 */
final class WatchedCallFold {

    private WatchedCallFold() {}

    /** What is known after {@code event}, which happened at {@code at}. */
    static WatchedCall learn(WatchedCall state, CallEvent event, Instant at) {
        return switch (state) {
            case Over over -> over;
            case Redirecting saving -> ends(event) || leaves(event) ? new Over(at) : saving;
            case AgentLeft left -> {
                if (ends(event)) {
                    yield new Over(at);
                }
                AgentLeft known = handsToPerson(event) ? left.forPerson() : left;
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
                            early.stream(),
                            early.talk(),
                            early.turns(),
                            NEVER,
                            NEVER);
                }
                yield new Unannounced(
                        early.firstSeenAt(),
                        stream(early.stream(), event, at),
                        talk(early.talk(), event, at),
                        turns(early.turns(), event, at));
            }
            case Watched watched -> {
                if (ends(event)) {
                    yield new Over(at);
                }
                if (leaves(event)) {
                    yield new AgentLeft(
                            watched.receivedAt(),
                            watched.toPerson() || handsToPerson(event),
                            watched.overlongAt(),
                            watched.hangUpAskedAt());
                }
                Watched known = watched.with(
                        stream(watched.stream(), event, at),
                        talk(watched.talk(), event, at),
                        turns(watched.turns(), event, at));
                yield event instanceof CallAlert.CallOverlong ? known.overlong(at) : known;
            }
        };
    }

    /** Whether nothing is left to watch: the call is over, or the gateway or a watchdog has redirected it. */
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

    /** Whether the agent has left, and the call continues with a document that opens no stream. */
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

    private static StreamState stream(StreamState stream, CallEvent event, Instant at) {
        return switch (event) {
            case MediaEvent.StreamStarted started -> stream.alive(started.streamSid(), at);
            case MediaEvent.MediaSeen seen -> stream.alive(seen.streamSid(), at);
            case MediaEvent.SpeechStarted started -> stream.alive(started.streamSid(), at);
            case MediaEvent.SpeechEnded ended -> stream.alive(ended.streamSid(), at);
            case MediaEvent.DigitPressed e -> stream.alive(at);
            case MediaEvent.StreamStopped stopped -> stream.stopped(stopped.streamSid(), at, stopped.reason());
            case Call.StreamEnded ended
            when ended.continuation() == Continuation.SUPERSEDED || ended.continuation() == Continuation.RECONNECT ->
                stream.superseded(at);
            // Sent sound does not show that anybody hears it.
            case CallEvent e -> stream;
        };
    }

    private static TurnTaking talk(TurnTaking talk, CallEvent event, Instant at) {
        return switch (event) {
            case MediaEvent.StreamStarted e -> talk.happened(Kind.STREAM_STARTED, at);
            case MediaEvent.StreamStopped e -> talk.streamEnded(at);
            case MediaEvent.SpeechStarted e -> talk.happened(Kind.SPEECH_STARTED, at);
            case MediaEvent.SpeechEnded e -> talk.happened(Kind.SPEECH_ENDED, at);
            case MediaEvent.DigitPressed e -> talk.happened(Kind.WORDS, at);
            case MediaEvent.PlaybackStarted e -> talk.playbackStarted(at);
            case MediaEvent.PlaybackFinished e -> talk.happened(Kind.PLAYBACK_FINISHED, at);
            case MediaEvent.PlaybackCut e -> talk.happened(Kind.PLAYBACK_CUT, at);
            // Nobody can interrupt a clip, so it is heard to its end.
            case Call.ReplyPlaying clip ->
                talk.playbackStarted(at).happened(Kind.PLAYBACK_FINISHED, at.plusMillis(clip.durationMs()));
            case Transcript.Final e -> talk.happened(Kind.WORDS, at);
            case Transcript.Unclear e -> talk.happened(Kind.WORDS, at);
            case CallAlert.AgentSilent e -> talk.happened(Kind.AGENT_SILENT, at);
            case CallAlert.CallerSilent silent -> talk.callerSilent(silent.prompts(), at);
            case CallEvent e -> talk;
        };
    }

    private static AgentTurns turns(AgentTurns turns, CallEvent event, Instant at) {
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
