package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.AgentTurn;
import io.agentlocator.dialog.CallFacts;
import io.agentlocator.dialog.CallFacts.Mark;
import io.agentlocator.dialog.Conversation;
import io.agentlocator.dialog.FixedPhrases;
import io.agentlocator.events.Reply;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ends a call: with a goodbye, a transfer to a person, or an invitation to leave a message. The order to hang up, transfer
 * or record follows the last sentence on {@code replies}.
 */
final class CallEnding {

    private final FixedPhrases phrases;
    private final Optional<String> transferTo;
    private final LeadTracker tracker;

    /** @param transferTo the telephone number of a person; empty where callers are called back */
    CallEnding(FixedPhrases phrases, Optional<String> transferTo, LeadTracker tracker) {
        this.phrases = phrases;
        this.transferTo = transferTo;
        this.tracker = tracker;
    }

    /** Says the sentence and goodbye, and hangs up. */
    void close(TransitionBuilder next, int utterance, @Nullable String sentence) {
        next.sayTurn(
                utterance,
                Stream.of(sentence, phrases.variant("bye", next.facts().nextTurn()))
                        .filter(Objects::nonNull)
                        .toList());
        hangUp(next);
    }

    void wrapUpWhenOverlong(TransitionBuilder next) {
        if (!next.facts().is(Mark.OVERLONG)) {
            return;
        }
        if (next.conversation() instanceof Conversation.Listening
                || next.conversation() instanceof Conversation.Thinking) {
            next.cancelModel();
            close(next, next.facts().lastUtterance(), phrases.phrase("overlong"));
        }
    }

    /**
     * Transfers the caller, or promises a call back. Where the caller's number is unknown, asks for it once, and then for a
     * message.
     */
    void toPerson(TransitionBuilder next) {
        CallFacts facts = next.facts();
        next.cancelModel();
        int utterance = facts.lastUtterance();
        if (transferTo.isPresent()) {
            next.sayTurn(utterance, List.of(phrases.phrase("person.transfer")));
            transfer(next, transferTo.get());
        } else if (tracker.reachable(facts)) {
            close(next, utterance, phrases.phrase("person.promise"));
        } else if (wasSaid(facts, phrases.variant("ask.phone", 0))) {
            next.sayTurn(utterance, List.of(phrases.phrase("message.person")));
            takeMessage(next);
        } else {
            next.sayTurn(utterance, List.of(phrases.variant("ask.phone", 0)));
        }
    }

    /** Whether the agent has promised the caller a person. */
    boolean promisedPerson(CallFacts facts) {
        return wasSaid(facts, phrases.phrase("person.promise"))
                || wasSaid(facts, phrases.phrase("message.person"))
                || wasSaid(facts, phrases.phrase("person.transfer"));
    }

    private static boolean wasSaid(CallFacts facts, String sentence) {
        return facts.turns().stream().anyMatch(turn -> turn.sentences().contains(sentence));
    }

    /** Recognition has failed for good: says so, and asks for a message. */
    void recognitionFailed(TransitionBuilder next) {
        CallFacts facts = next.facts();
        AgentTurn last = facts.lastTurn();
        if (facts.over() || last != null && last.leavesCall() && last.cancelled() == null) {
            return;
        }
        AgentTurn current = facts.current();
        boolean begun = current != null && current.sentences().contains(phrases.phrase("deaf.1"));
        next.cancelModel();
        if (begun && current != null) {
            if (!current.sentences().contains(phrases.phrase("message.deaf"))) {
                next.sayMore(current.number(), current.answers(), phrases.phrase("message.deaf"));
            }
            if (!current.completed()) {
                next.complete(current.number());
            }
        } else {
            next.cancelCurrentTurn();
            next.sayTurn(facts.lastUtterance(), List.of(phrases.phrase("deaf.1"), phrases.phrase("message.deaf")));
        }
        takeMessage(next);
    }

    /** Publishes the order that is still missing after a completed turn. */
    void leaveAfter(TransitionBuilder next, String lastSentence) {
        if (lastSentence.equals(phrases.phrase("person.transfer")) && transferTo.isPresent()) {
            transfer(next, transferTo.get());
        } else if (phrases.invitesMessage(lastSentence)) {
            takeMessage(next);
        } else {
            hangUp(next);
        }
    }

    /** Says what is missing of the last sentences, completes the turn and ends the call. */
    void completeAndLeave(TransitionBuilder next, int turn, int utterance, boolean toPerson) {
        AgentTurn saying = next.facts().lastTurn();
        String last = saying == null || saying.sentences().isEmpty()
                ? ""
                : saying.sentences().getLast();
        if (toPerson && transferTo.isPresent()) {
            if (!last.equals(phrases.phrase("person.transfer"))) {
                next.sayMore(turn, utterance, phrases.phrase("person.transfer"));
            }
            next.complete(turn);
            transfer(next, transferTo.get());
        } else if (phrases.invitesMessage(last)) {
            next.complete(turn);
            takeMessage(next);
        } else if (toPerson && !tracker.reachable(next.facts())) {
            next.sayMore(turn, utterance, phrases.phrase("message.person"));
            next.complete(turn);
            takeMessage(next);
        } else {
            if (toPerson && !phrases.isGoodbye(last) && !last.equals(phrases.phrase("person.promise"))) {
                next.sayMore(turn, utterance, phrases.phrase("person.promise"));
            }
            if (!phrases.isGoodbye(last)) {
                next.sayMore(turn, utterance, phrases.variant("bye", turn));
            }
            next.complete(turn);
            hangUp(next);
        }
    }

    private static void hangUp(TransitionBuilder next) {
        AgentTurn last = next.facts().lastTurn();
        if (last != null) {
            next.say(new Reply.HangUp(next.facts().callSid(), last.number()));
        }
    }

    private static void transfer(TransitionBuilder next, String to) {
        AgentTurn last = next.facts().lastTurn();
        if (last != null) {
            next.say(new Reply.Transfer(next.facts().callSid(), last.number(), to));
        }
    }

    private static void takeMessage(TransitionBuilder next) {
        AgentTurn last = next.facts().lastTurn();
        if (last != null) {
            next.say(new Reply.TakeMessage(next.facts().callSid(), last.number()));
        }
    }
}
