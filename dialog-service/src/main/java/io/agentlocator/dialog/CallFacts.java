package io.agentlocator.dialog;

import io.agentlocator.dialog.lead.Said;
import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a call, folded from its events and from nothing else, so that it can be folded again. Folding an
 * event twice changes nothing, and events of different topics may come in any order that their causes allow.
 *
 * @param caller as Twilio names it; null before the call was announced
 * @param utterances by number
 * @param turns by number
 * @param wantsPerson whether the caller pressed the key for a person
 * @param overlong whether the call has lasted too long
 * @param over whether the call, or our part in it, has ended
 * @param concluded whether its outcome was written
 * @param noted what the model understood of the caller's wishes: the one thing that no event tells. It dies with the
 *     process, and the model notes all of it again with its next answer
 */
record CallFacts(
        String callSid,
        @Nullable String caller,
        Stream stream,
        Voice voice,
        List<Utterance> utterances,
        List<AgentTurn> turns,
        boolean wantsPerson,
        boolean overlong,
        boolean over,
        boolean concluded,
        LeadAnswers noted) {

    CallFacts {
        utterances = List.copyOf(utterances);
        turns = List.copyOf(turns);
    }

    static CallFacts of(String callSid) {
        return new CallFacts(
                callSid,
                null,
                Stream.NONE,
                Voice.SILENT,
                List.of(),
                List.of(),
                false,
                false,
                false,
                false,
                LeadAnswers.NONE);
    }

    /** The fold. @param atMs when it happened, on the clock of the one who folds */
    CallFacts with(CallEvent event, long atMs) {
        return switch (event) {
            case Call call -> with(call);
            case MediaEvent media -> with(media, atMs);
            case Transcript transcript -> with(transcript);
            case Reply reply -> with(reply, atMs);
            case CallAlert alert -> with(alert);
            case CallOutcome outcome -> copy(stream, voice, utterances, turns, wantsPerson, overlong, true, true);
            case CallerAudio sound -> this;
            case AgentAudio sound -> this;
        };
    }

    private CallFacts with(Call call) {
        return switch (call) {
            case Call.Received received ->
                new CallFacts(
                        callSid,
                        received.from(),
                        stream,
                        voice,
                        utterances,
                        turns,
                        wantsPerson,
                        overlong,
                        over,
                        concluded,
                        noted);
            case Call.Ended ended -> ended();
            case Call.StreamEnded left ->
                switch (left.continuation()) {
                    case CALLER_GONE, HANG_UP, TRANSFER -> ended();
                    case RECORD, SUPERSEDED -> this;
                };
            case Call.Answered answered -> this;
            case Call.RecordingReceived recording -> this;
            case Call.ReplyPlaying playing -> this;
        };
    }

    private CallFacts with(MediaEvent media, long atMs) {
        return switch (media) {
            case MediaEvent.StreamStarted started -> opened(started);
            case MediaEvent.StreamStopped stopped -> {
                var nowStopped = copy(
                        stream.stop(stopped.streamSid(), stopped.reason(), atMs),
                        Voice.SILENT,
                        utterances,
                        turns,
                        wantsPerson,
                        overlong,
                        over,
                        concluded);
                yield stopped.reason() == MediaEvent.StopReason.AGENT_HUNG_UP && nowStopped.stream.sid() == null
                        ? nowStopped.ended()
                        : nowStopped;
            }
            case MediaEvent.SpeechStarted speech -> {
                var speaking = voiced(voice.begin(atMs, speech.interrupting()));
                var current = speaking.current();
                yield speech.interrupting() && current != null
                        ? speaking.changing(current.number(), turn -> turn.hold(atMs))
                        : speaking;
            }
            case MediaEvent.SpeechEnded speech -> voiced(voice.end(atMs));
            case MediaEvent.PlaybackStarted started -> changing(started.turn(), turn -> turn.start(atMs));
            case MediaEvent.PlaybackFinished finished ->
                changing(finished.turn(), AgentTurn::finish).voiced(voice.released());
            case MediaEvent.PlaybackCut cut ->
                changing(cut.turn(), turn -> turn.cutAfter(cut.heardMs(), cut.sentencesHeard()))
                        .voiced(voice.released());
            case MediaEvent.DigitPressed digit ->
                digit.digit().equals("0")
                        ? copy(stream, voice, utterances, turns, true, overlong, over, concluded)
                        : this;
            case MediaEvent.MediaSeen seen -> this;
        };
    }

    /** A stream that follows a completed turn without a word of its playback: the turn was played by a document. */
    private CallFacts opened(MediaEvent.StreamStarted started) {
        boolean next = stream.opened() && !started.streamSid().equals(stream.sid());
        var open = copy(
                stream.open(started.streamSid()),
                Voice.SILENT,
                utterances,
                turns,
                wantsPerson,
                overlong,
                over,
                concluded);
        AgentTurn current = current();
        boolean played = next
                && stream.stopped() != MediaEvent.StopReason.SOCKET_LOST
                && current != null
                && current.completed()
                && !current.leaves();
        return played && current != null ? open.changing(current.number(), AgentTurn::finish) : open;
    }

    private CallFacts with(Transcript transcript) {
        return switch (transcript) {
            case Transcript.Final words -> hearing(new Utterance(words.utterance(), words.text(), false));
            case Transcript.Unclear noise -> hearing(new Utterance(noise.utterance(), "", false));
            case Transcript.Interim interim -> this;
            case Transcript.RecognitionFailed failed -> this;
            case Transcript.RecordingTranscribed recording -> this;
            case Transcript.RecordingFailed recording -> this;
            case Transcript.Listened cost -> this;
            case Transcript.TurnSpoken cost -> this;
        };
    }

    private CallFacts with(Reply reply, long atMs) {
        return switch (reply) {
            case Reply.Sentence sentence ->
                changing(
                        sentence.turn(),
                        sentence.answers(),
                        turn -> turn.saying(sentence.sequence(), sentence.answers(), sentence.text()));
            case Reply.Completed completed -> changing(completed.turn(), AgentTurn::complete);
            case Reply.Cancelled cancelled -> cancelled(cancelled, atMs);
            case Reply.Resumed resumed -> resumed(resumed, atMs);
            case Reply.Transfer transfer -> changing(transfer.turn(), AgentTurn::leave);
            case Reply.TakeMessage message -> changing(message.turn(), AgentTurn::leave);
            case Reply.HangUp hangUp -> changing(hangUp.turn(), AgentTurn::leave);
            case Reply.Composed cost -> this;
        };
    }

    private CallFacts cancelled(Reply.Cancelled cancelled, long atMs) {
        var revived = utterances.stream()
                .map(one -> one.negligible() ? one : new Utterance(one.number(), one.text(), false))
                .toList();
        return heard(revived)
                .changing(cancelled.turn(), turn -> turn.cancel(cancelled.reason(), atMs))
                .voiced(voice.released());
    }

    private CallFacts resumed(Reply.Resumed resumed, long atMs) {
        int settled = settled();
        var passedOver = utterances.stream()
                .map(one -> one.number() > settled && one.negligible() ? one.dismiss() : one)
                .toList();
        return heard(passedOver)
                .changing(resumed.turn(), turn -> turn.resume(atMs))
                .voiced(voice.released());
    }

    private CallFacts with(CallAlert alert) {
        return switch (alert) {
            case CallAlert.CallOverlong overlongCall ->
                copy(stream, voice, utterances, turns, wantsPerson, true, over, concluded);
            case CallAlert.Redirected redirected -> this;
            case CallAlert.RedirectFailed failed -> this;
            case CallAlert.CallerSilent silent -> this;
            case CallAlert.AgentSilent silent -> this;
            case CallAlert.MediaLost lost -> this;
        };
    }

    CallFacts noting(LeadAnswers more) {
        return more.equals(LeadAnswers.NONE)
                ? this
                : new CallFacts(
                        callSid,
                        caller,
                        stream,
                        voice,
                        utterances,
                        turns,
                        wantsPerson,
                        overlong,
                        over,
                        concluded,
                        more);
    }

    /** The turn that is being said or heard; null when none is. */
    @Nullable
    AgentTurn current() {
        return turns.isEmpty() || turns.getLast().over() ? null : turns.getLast();
    }

    @Nullable
    AgentTurn lastTurn() {
        return turns.isEmpty() ? null : turns.getLast();
    }

    int nextTurn() {
        return turns.isEmpty() ? 1 : turns.getLast().number() + 1;
    }

    /** Utterances up to this one have an answer that was not taken back. */
    int settled() {
        return turns.stream()
                .filter(turn -> turn.cancelled() != Reply.CancelReason.OVERTAKEN || turn.started())
                .mapToInt(AgentTurn::answers)
                .max()
                .orElse(0);
    }

    /** What the caller said and the agent has neither answered nor passed over. */
    List<Utterance> unanswered() {
        int settled = settled();
        return utterances.stream()
                .filter(one -> one.number() > settled && !one.dismissed())
                .toList();
    }

    int lastUtterance() {
        return utterances.isEmpty() ? 0 : utterances.getLast().number();
    }

    /** How many of the latest utterances in a row were not understood. */
    int unclearInARow() {
        int count = 0;
        for (int i = utterances.size() - 1; i >= 0 && !utterances.get(i).understood(); i--) {
            count += utterances.get(i).dismissed() ? 0 : 1;
        }
        return count;
    }

    int callerTurns() {
        return (int) utterances.stream()
                .filter(one -> one.understood() && !one.dismissed())
                .count();
    }

    /** The conversation as both have heard it: what was answered stands before its answer. */
    List<Said> history() {
        var history = new ArrayList<Said>();
        var waiting = new ArrayList<>(
                utterances.stream().filter(one -> !one.dismissed()).toList());
        for (AgentTurn turn : turns) {
            while (!waiting.isEmpty() && waiting.getFirst().number() <= turn.answers()) {
                Utterance one = waiting.removeFirst();
                history.add(new Said.Caller(one.number(), one.text()));
            }
            turn.heard().forEach(sentence -> history.add(new Said.Agent(turn.number(), sentence)));
        }
        waiting.forEach(one -> history.add(new Said.Caller(one.number(), one.text())));
        return history;
    }

    private CallFacts hearing(Utterance utterance) {
        if (utterances.stream().anyMatch(one -> one.number() == utterance.number())) {
            return this;
        }
        var more = new ArrayList<>(utterances);
        more.add(utterance);
        more.sort(Comparator.comparingInt(Utterance::number));
        return heard(more);
    }

    private CallFacts heard(List<Utterance> now) {
        return copy(stream, voice, now, turns, wantsPerson, overlong, over, concluded);
    }

    private CallFacts voiced(Voice now) {
        return copy(stream, now, utterances, turns, wantsPerson, overlong, over, concluded);
    }

    private CallFacts ended() {
        return copy(stream, voice, utterances, turns, wantsPerson, overlong, true, concluded);
    }

    private CallFacts changing(int number, UnaryOperator<AgentTurn> change) {
        return changing(number, 0, change);
    }

    /** A turn of which only a later event has been seen begins with that. Turn 0 is the greeting, which is not ours. */
    private CallFacts changing(int number, int answers, UnaryOperator<AgentTurn> change) {
        if (number < 1) {
            return this;
        }
        var now = new ArrayList<>(turns);
        int index = 0;
        while (index < now.size() && now.get(index).number() < number) {
            index++;
        }
        if (index == now.size() || now.get(index).number() != number) {
            now.add(index, AgentTurn.fresh(number, answers));
        }
        now.set(index, change.apply(now.get(index)));
        return copy(stream, voice, utterances, now, wantsPerson, overlong, over, concluded);
    }

    private CallFacts copy(
            Stream nowStream,
            Voice nowVoice,
            List<Utterance> nowUtterances,
            List<AgentTurn> nowTurns,
            boolean nowWantsPerson,
            boolean nowOverlong,
            boolean nowOver,
            boolean nowConcluded) {
        return new CallFacts(
                callSid,
                caller,
                nowStream,
                nowVoice,
                nowUtterances,
                nowTurns,
                nowWantsPerson,
                nowOverlong,
                nowOver,
                nowConcluded,
                noted);
    }
}
