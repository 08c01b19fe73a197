package io.agentlocator.dialog;

import io.agentlocator.dialog.lead.Said;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.Reply;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a call, and what follows from it at once. Comes from the call's events by {@link CallFold} and from
 * nothing else.
 *
 * @param caller as Twilio names it; null before the call was announced
 * @param utterances by number
 * @param turns by number
 * @param marks what is true of the call as a whole
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
        Set<Mark> marks,
        LeadAnswers noted) {

    enum Mark {
        /** The caller pressed the key for a person. */
        WANTS_PERSON,
        /** The call has lasted too long. */
        OVERLONG,
        /** Nothing that the caller says can be understood any more, through no fault of his. */
        DEAF,
        /** The call, or our part in it, has ended. */
        OVER,
        /** Its outcome was written. */
        CONCLUDED
    }

    CallFacts {
        utterances = List.copyOf(utterances);
        turns = List.copyOf(turns);
        marks = Set.copyOf(marks);
    }

    static CallFacts of(String callSid) {
        return new CallFacts(
                callSid, null, Stream.NONE, Voice.SILENT, List.of(), List.of(), Set.of(), LeadAnswers.NONE);
    }

    /** The fold. @param atMs when it happened, on the clock of the one who folds */
    CallFacts with(CallEvent event, long atMs) {
        return CallFold.with(this, event, atMs);
    }

    CallFacts from(String number) {
        return new CallFacts(callSid, number, stream, voice, utterances, turns, marks, noted);
    }

    CallFacts on(Stream now) {
        return new CallFacts(callSid, caller, now, voice, utterances, turns, marks, noted);
    }

    CallFacts voiced(Voice now) {
        return new CallFacts(callSid, caller, stream, now, utterances, turns, marks, noted);
    }

    CallFacts heard(List<Utterance> now) {
        return new CallFacts(callSid, caller, stream, voice, now, turns, marks, noted);
    }

    CallFacts said(List<AgentTurn> now) {
        return new CallFacts(callSid, caller, stream, voice, utterances, now, marks, noted);
    }

    CallFacts marked(Mark mark) {
        var more = EnumSet.of(mark);
        more.addAll(marks);
        return new CallFacts(callSid, caller, stream, voice, utterances, turns, more, noted);
    }

    CallFacts noting(LeadAnswers now) {
        return new CallFacts(callSid, caller, stream, voice, utterances, turns, marks, now);
    }

    boolean is(Mark mark) {
        return marks.contains(mark);
    }

    boolean over() {
        return is(Mark.OVER);
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

    /** The sentences of the turn so far; none where it has not begun. */
    List<String> saidIn(int turn) {
        AgentTurn last = lastTurn();
        return last == null || last.number() != turn ? List.of() : last.sentences();
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
}
