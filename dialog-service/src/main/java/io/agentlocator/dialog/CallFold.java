package io.agentlocator.dialog;

import io.agentlocator.dialog.CallFacts.Mark;
import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.function.UnaryOperator;

/**
 * Folds each event into the facts. Folding an event twice changes nothing. Events of different topics may come in any order
 * that their causes allow. So a process that takes a call over folds the same facts from the log.
 */
final class CallFold {

    private static final Playback FINISHED = new Playback.Finished();

    private CallFold() {}

    static CallFacts with(CallFacts facts, CallEvent event, long atMs) {
        return switch (event) {
            case Call call -> with(facts, call, atMs);
            case MediaEvent media -> with(facts, media, atMs);
            case Transcript transcript -> with(facts, transcript);
            case Reply reply -> with(facts, reply, atMs);
            case CallAlert alert -> with(facts, alert);
            case CallOutcome outcome -> facts.marked(Mark.OVER).marked(Mark.CONCLUDED);
            case CallerAudio sound -> facts;
            case AgentAudio sound -> facts;
        };
    }

    private static CallFacts with(CallFacts facts, Call call, long atMs) {
        return switch (call) {
            case Call.Received received -> facts.from(received.from());
            case Call.Ended ended -> facts.marked(Mark.OVER);
            case Call.StreamEnded left ->
                switch (left.continuation()) {
                    case CALLER_GONE, HANG_UP, TRANSFER -> facts.marked(Mark.OVER);
                    case RECORD, SUPERSEDED, RECONNECT -> facts;
                };
            case Call.ReplyPlaying clip -> playing(facts, clip, atMs);
            case Call.Answered answered -> facts;
            case Call.RecordingReceived recording -> facts;
        };
    }

    /** Changes nothing where the next stream has opened already: the clip has been heard then. */
    private static CallFacts playing(CallFacts facts, Call.ReplyPlaying clip, long atMs) {
        boolean heard = facts.turns().stream().anyMatch(turn -> turn.number() == clip.turn() && turn.finished());
        return heard || clip.turn() < 1
                ? facts
                : playback(facts, clip.turn(), now -> now.start(atMs))
                        .on(facts.stream().play(clip.turn(), atMs + clip.durationMs()));
    }

    private static CallFacts with(CallFacts facts, MediaEvent media, long atMs) {
        return switch (media) {
            case MediaEvent.StreamStarted started -> opened(facts, started);
            case MediaEvent.StreamStopped stopped -> {
                var now = facts.on(facts.stream().stop(stopped.streamSid(), stopped.reason(), atMs))
                        .voiced(VoiceState.SILENT);
                yield stopped.reason() == MediaEvent.StopReason.AGENT_HUNG_UP
                                && now.stream().sid() == null
                        ? now.marked(Mark.OVER)
                        : now;
            }
            case MediaEvent.SpeechStarted speech -> {
                var speaking = facts.voiced(facts.voice().begin(atMs, speech.interrupting()));
                var current = speaking.current();
                yield speech.interrupting() && current != null
                        ? playback(speaking, current.number(), now -> now.hold(atMs))
                        : speaking;
            }
            case MediaEvent.SpeechEnded speech -> facts.voiced(facts.voice().end(atMs));
            case MediaEvent.PlaybackStarted started -> playback(facts, started.turn(), now -> now.start(atMs));
            case MediaEvent.PlaybackFinished finished ->
                playback(facts, finished.turn(), now -> FINISHED)
                        .voiced(facts.voice().released());
            case MediaEvent.PlaybackCut cut ->
                playback(facts, cut.turn(), now -> now.cut(cut.heardMs(), cut.sentencesHeard()))
                        .voiced(facts.voice().released());
            case MediaEvent.DigitPressed digit -> digit.digit().equals("0") ? facts.marked(Mark.WANTS_PERSON) : facts;
            case MediaEvent.MediaSeen seen -> facts;
        };
    }

    /**
     * A stream that opens after a clip means that the clip was heard. So does a stream that opens after a completed turn
     * where Twilio stopped the last stream for a newer document, even if {@code ReplyPlaying} has not arrived.
     */
    private static CallFacts opened(CallFacts facts, MediaEvent.StreamStarted started) {
        CallStream before = facts.stream();
        boolean next = before.opened() && !started.streamSid().equals(before.sid());
        var open = facts.on(before.open(started.streamSid())).voiced(VoiceState.SILENT);
        CallStream.Clip clip = before.clip();
        if (next && clip != null) {
            return playback(open, clip.turn(), now -> FINISHED);
        }
        AgentTurn current = facts.current();
        boolean played = next
                && before.stoppedFor(MediaEvent.StopReason.STOPPED_BY_TWILIO)
                && current != null
                && current.completed()
                && !current.leavesCall();
        return played && current != null ? playback(open, current.number(), now -> FINISHED) : open;
    }

    private static CallFacts with(CallFacts facts, Transcript transcript) {
        return switch (transcript) {
            case Transcript.Final words -> hearing(facts, new Utterance(words.utterance(), words.text(), false));
            case Transcript.Unclear noise -> hearing(facts, new Utterance(noise.utterance(), "", false));
            case Transcript.RecognitionFailed failed -> failed.recoverable() ? facts : facts.marked(Mark.DEAF);
            case Transcript.Interim interim -> facts;
            case Transcript.Listened listened -> facts;
            case Transcript.TurnSpoken spoken -> facts;
            case Transcript.RecordingTranscribed recording -> facts;
            case Transcript.RecordingFailed recording -> facts;
        };
    }

    private static CallFacts with(CallFacts facts, Reply reply, long atMs) {
        return switch (reply) {
            case Reply.Sentence sentence ->
                changing(
                        facts,
                        sentence.turn(),
                        turn -> turn.saying(
                                sentence.sequence(), sentence.answers(), facts.lastUtterance(), sentence.text()));
            case Reply.Completed completed -> changing(facts, completed.turn(), AgentTurn::complete);
            case Reply.Cancelled cancelled -> cancelled(facts, cancelled, atMs);
            case Reply.Resumed resumed -> resumed(facts, resumed, atMs);
            case Reply.Transfer transfer -> changing(facts, transfer.turn(), AgentTurn::leave);
            case Reply.TakeMessage message -> changing(facts, message.turn(), AgentTurn::leave);
            case Reply.HangUp hangUp -> changing(facts, hangUp.turn(), AgentTurn::leave);
            case Reply.Composed composed -> facts;
        };
    }

    private static CallFacts cancelled(CallFacts facts, Reply.Cancelled cancelled, long atMs) {
        var revived = facts.utterances().stream()
                .map(one -> one.negligible() ? one : new Utterance(one.number(), one.text(), false))
                .toList();
        return changing(facts.heard(revived), cancelled.turn(), turn -> turn.cancel(cancelled.reason(), atMs))
                .voiced(facts.voice().released());
    }

    /** Dismisses what the turn continues over, but nothing that was said before the turn: the turn answers that. */
    private static CallFacts resumed(CallFacts facts, Reply.Resumed resumed, long atMs) {
        int before = facts.turns().stream()
                .filter(turn -> turn.number() == resumed.turn())
                .mapToInt(AgentTurn::follows)
                .findFirst()
                .orElse(0);
        int settled = Math.max(facts.settled(), before);
        var dismissed = facts.utterances().stream()
                .map(one -> one.number() > settled && one.negligible() ? one.dismiss() : one)
                .toList();
        return changing(
                        facts.heard(dismissed),
                        resumed.turn(),
                        turn -> turn.with(turn.playback().resume(atMs)))
                .voiced(facts.voice().released());
    }

    private static CallFacts with(CallFacts facts, CallAlert alert) {
        return switch (alert) {
            case CallAlert.CallOverlong overlong -> facts.marked(Mark.OVERLONG);
            case CallAlert.Redirected redirected -> facts;
            case CallAlert.RedirectFailed failed -> facts;
            case CallAlert.CallerSilent silent -> facts;
            case CallAlert.AgentSilent silent -> facts;
            case CallAlert.MediaLost lost -> facts;
        };
    }

    private static CallFacts hearing(CallFacts facts, Utterance utterance) {
        if (facts.utterances().stream().anyMatch(one -> one.number() == utterance.number())) {
            return facts;
        }
        var more = new ArrayList<>(facts.utterances());
        more.add(utterance);
        more.sort(Comparator.comparingInt(Utterance::number));
        return facts.heard(more);
    }

    private static CallFacts playback(CallFacts facts, int number, UnaryOperator<Playback> change) {
        return changing(facts, number, turn -> turn.with(change.apply(turn.playback())));
    }

    /** Adds the turn where its first event is not in the log. Ignores turn 0, the greeting. */
    private static CallFacts changing(CallFacts facts, int number, UnaryOperator<AgentTurn> change) {
        if (number < 1) {
            return facts;
        }
        var now = new ArrayList<>(facts.turns());
        int index = 0;
        while (index < now.size() && now.get(index).number() < number) {
            index++;
        }
        if (index == now.size() || now.get(index).number() != number) {
            now.add(index, AgentTurn.fresh(number));
        }
        now.set(index, change.apply(now.get(index)));
        return facts.said(now);
    }
}
