package io.agentlocator.dialog;

import io.agentlocator.dialog.hebrew.DialogActs;
import io.agentlocator.dialog.lead.HistoryEntry;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.Reply;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of a call, and what follows directly from it. {@link CallFold} makes it from the call's events and
 * from nothing else.
 *
 * @param caller the number as Twilio reports it; null before {@code Call.Received}
 * @param utterances by number
 * @param turns by number
 * @param noted the caller's answers as the models noted them: the only part that no event holds. It is lost with the
 *     process; the next model notes all of it again
 */
public record CallFacts(
        String callSid,
        @Nullable String caller,
        CallStream stream,
        VoiceState voice,
        List<Utterance> utterances,
        List<AgentTurn> turns,
        Set<Mark> marks,
        LeadAnswers noted) {

    public enum Mark {
        /** The caller pressed the key for a person. */
        WANTS_PERSON,
        /** The call has lasted too long. */
        OVERLONG,
        /** Recognition has failed for good. */
        DEAF,
        /** The call, or our part in it, has ended. */
        OVER,
        /** Its outcome is published. */
        CONCLUDED
    }

    public CallFacts {
        utterances = List.copyOf(utterances);
        turns = List.copyOf(turns);
        marks = Set.copyOf(marks);
    }

    public static CallFacts of(String callSid) {
        return new CallFacts(
                callSid, null, CallStream.NONE, VoiceState.SILENT, List.of(), List.of(), Set.of(), LeadAnswers.NONE);
    }

    /** @param atMs when it happened, in milliseconds on the fold's clock */
    public CallFacts with(CallEvent event, long atMs) {
        return CallFold.with(this, event, atMs);
    }

    CallFacts from(String number) {
        return new CallFacts(callSid, number, stream, voice, utterances, turns, marks, noted);
    }

    CallFacts on(CallStream now) {
        return new CallFacts(callSid, caller, now, voice, utterances, turns, marks, noted);
    }

    CallFacts voiced(VoiceState now) {
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

    public CallFacts noting(LeadAnswers now) {
        return new CallFacts(callSid, caller, stream, voice, utterances, turns, marks, now);
    }

    public boolean is(Mark mark) {
        return marks.contains(mark);
    }

    /** Whether the caller has asked for a person at any time, by word or by key. */
    public boolean wantsPerson() {
        return is(Mark.WANTS_PERSON) || utterances.stream().anyMatch(one -> DialogActs.wantsPerson(one.text()));
    }

    /** Where the caller can be called back, E.164; null where the number is hidden. */
    public @Nullable String callersPhone() {
        return CallerNumber.of(caller);
    }

    public boolean over() {
        return is(Mark.OVER);
    }

    /** The turn that is being said or heard; null when none is. */
    public @Nullable AgentTurn current() {
        return turns.isEmpty() || turns.getLast().over() ? null : turns.getLast();
    }

    public @Nullable AgentTurn lastTurn() {
        return turns.isEmpty() ? null : turns.getLast();
    }

    /** The sentences of the turn so far; empty where it has not begun. */
    public List<String> saidIn(int turn) {
        AgentTurn last = lastTurn();
        return last == null || last.number() != turn ? List.of() : last.sentences();
    }

    public int nextTurn() {
        return turns.isEmpty() ? 1 : turns.getLast().number() + 1;
    }

    /** Utterances up to this one have an answer that was not cancelled before it sounded. */
    public int settled() {
        return turns.stream()
                .filter(turn -> turn.cancelled() != Reply.CancelReason.OVERTAKEN || turn.started())
                .mapToInt(AgentTurn::answers)
                .max()
                .orElse(0);
    }

    /** What the caller said and the agent has neither answered nor dismissed. */
    public List<Utterance> unanswered() {
        int settled = settled();
        return utterances.stream()
                .filter(one -> one.number() > settled && !one.dismissed())
                .toList();
    }

    public int lastUtterance() {
        return utterances.isEmpty() ? 0 : utterances.getLast().number();
    }

    /** How many of the latest utterances in a row had no words. */
    public int unclearInARow() {
        int count = 0;
        for (int i = utterances.size() - 1; i >= 0 && !utterances.get(i).understood(); i--) {
            count += utterances.get(i).dismissed() ? 0 : 1;
        }
        return count;
    }

    public int callerTurns() {
        return (int) utterances.stream()
                .filter(one -> one.understood() && !one.dismissed())
                .count();
    }

    /** The conversation as both sides have heard it. An utterance stands before the turn that answers it. */
    public List<HistoryEntry> history() {
        var history = new ArrayList<HistoryEntry>();
        var waiting = new ArrayList<>(
                utterances.stream().filter(one -> !one.dismissed()).toList());
        for (AgentTurn turn : turns) {
            while (!waiting.isEmpty() && waiting.getFirst().number() <= turn.answers()) {
                Utterance one = waiting.removeFirst();
                history.add(new HistoryEntry.Caller(one.number(), one.text()));
            }
            turn.heard().forEach(sentence -> history.add(new HistoryEntry.Agent(turn.number(), sentence)));
        }
        waiting.forEach(one -> history.add(new HistoryEntry.Caller(one.number(), one.text())));
        return history;
    }
}
