package io.agentlocator.dialog;

import io.agentlocator.events.Reply;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the agent leaves a call: with a goodbye, to a person, or to a recording. The order rides behind the last words. */
final class Leaving {

    private final Lines lines;
    private final Optional<String> transferTo;
    private final Knowledge knowledge;

    Leaving(Lines lines, Optional<String> transferTo, Knowledge knowledge) {
        this.lines = lines;
        this.transferTo = transferTo;
        this.knowledge = knowledge;
    }

    /** Says the line and goodbye, and hangs up. */
    void close(Draft draft, int utterance, @Nullable String line) {
        draft.sayTurn(
                utterance,
                Stream.of(line, lines.variant("bye", draft.facts().nextTurn()))
                        .filter(Objects::nonNull)
                        .toList());
        hangUp(draft);
    }

    /**
     * Puts the caller through, or promises a call back; where nobody knows whom to call, asks for the number once, and
     * then for a message.
     */
    void toPerson(Draft draft) {
        CallFacts facts = draft.facts();
        draft.stopModel();
        int utterance = facts.lastUtterance();
        if (transferTo.isPresent()) {
            draft.sayTurn(utterance, List.of(lines.line("person.transfer")));
            transfer(draft, transferTo.get());
        } else if (knowledge.reachable(facts)) {
            close(draft, utterance, lines.line("person.promise"));
        } else if (facts.turns().stream().anyMatch(turn -> turn.sentences().contains(lines.variant("ask.phone", 0)))) {
            draft.sayTurn(utterance, List.of(lines.line("message.person")));
            takeMessage(draft);
        } else {
            draft.sayTurn(utterance, List.of(lines.variant("ask.phone", 0)));
        }
    }

    /** Whether the caller has been told that he gets a person. */
    boolean promised(CallFacts facts) {
        return facts.turns().stream()
                .flatMap(turn -> turn.sentences().stream())
                .anyMatch(sentence -> sentence.equals(lines.line("person.promise"))
                        || sentence.equals(lines.line("message.person"))
                        || sentence.equals(lines.line("person.transfer")));
    }

    /** Nothing that is said can be understood any more: the caller is told so, and may leave a message. */
    void unheard(Draft draft) {
        CallFacts facts = draft.facts();
        AgentTurn last = facts.lastTurn();
        if (facts.over() || last != null && last.leaves() && last.cancelled() == null) {
            return;
        }
        AgentTurn current = facts.current();
        boolean begun = current != null && current.sentences().contains(lines.line("deaf.1"));
        draft.stopModel();
        if (begun && current != null) {
            if (!current.sentences().contains(lines.line("message.deaf"))) {
                draft.sayMore(current.number(), current.answers(), lines.line("message.deaf"));
            }
            if (!current.completed()) {
                draft.complete(current.number());
            }
        } else {
            draft.takeBack();
            draft.sayTurn(facts.lastUtterance(), List.of(lines.line("deaf.1"), lines.line("message.deaf")));
        }
        takeMessage(draft);
    }

    /** The order to leave that a completed turn is still owed. */
    void leaveAfter(Draft draft, String lastSentence) {
        if (lastSentence.equals(lines.line("person.transfer")) && transferTo.isPresent()) {
            transfer(draft, transferTo.get());
        } else if (lines.invitesMessage(lastSentence)) {
            takeMessage(draft);
        } else {
            hangUp(draft);
        }
    }

    /** Ends a turn after which the call ends: the goodbye is its last sentence, then it is complete, then comes the end. */
    void completeAndLeave(Draft draft, int turn, int utterance, boolean toPerson) {
        AgentTurn saying = draft.facts().lastTurn();
        String last = saying == null || saying.sentences().isEmpty()
                ? ""
                : saying.sentences().getLast();
        if (toPerson && transferTo.isPresent()) {
            if (!last.equals(lines.line("person.transfer"))) {
                draft.sayMore(turn, utterance, lines.line("person.transfer"));
            }
            draft.complete(turn);
            transfer(draft, transferTo.get());
        } else if (lines.invitesMessage(last)) {
            draft.complete(turn);
            takeMessage(draft);
        } else if (toPerson && !knowledge.reachable(draft.facts())) {
            draft.sayMore(turn, utterance, lines.line("message.person"));
            draft.complete(turn);
            takeMessage(draft);
        } else {
            if (toPerson && !lines.isGoodbye(last) && !last.equals(lines.line("person.promise"))) {
                draft.sayMore(turn, utterance, lines.line("person.promise"));
            }
            if (!lines.isGoodbye(last)) {
                draft.sayMore(turn, utterance, lines.variant("bye", turn));
            }
            draft.complete(turn);
            hangUp(draft);
        }
    }

    private static void hangUp(Draft draft) {
        AgentTurn last = draft.facts().lastTurn();
        if (last != null) {
            draft.say(new Reply.HangUp(draft.facts().callSid(), last.number()));
        }
    }

    private static void transfer(Draft draft, String to) {
        AgentTurn last = draft.facts().lastTurn();
        if (last != null) {
            draft.say(new Reply.Transfer(draft.facts().callSid(), last.number(), to));
        }
    }

    private static void takeMessage(Draft draft) {
        AgentTurn last = draft.facts().lastTurn();
        if (last != null) {
            draft.say(new Reply.TakeMessage(draft.facts().callSid(), last.number()));
        }
    }
}
