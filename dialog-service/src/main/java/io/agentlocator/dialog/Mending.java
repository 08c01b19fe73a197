package io.agentlocator.dialog;

import io.agentlocator.dialog.CallFacts.Mark;
import io.agentlocator.events.Reply.CancelReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent says when the conversation has stuck: to silence, after a fault, on a line that was away. */
final class Mending {

    private static final int SILENCE_ENOUGH = 3;

    private final Lines lines;
    private final Answering answering;
    private final Leaving leaving;

    Mending(Lines lines, Answering answering, Leaving leaving) {
        this.lines = lines;
        this.answering = answering;
        this.leaving = leaving;
    }

    void callerSilent(Draft draft, int prompts) {
        switch (draft.conversation()) {
            case Conversation.Listening listening -> {
                if (draft.facts().is(Mark.OVERLONG)) {
                    leaving.close(draft, 0, lines.line("overlong"));
                } else if (prompts >= SILENCE_ENOUGH) {
                    leaving.close(draft, 0, lines.line("silent.bye"));
                } else {
                    draft.sayTurn(0, reprompt(draft.facts(), prompts));
                }
            }
            // The goodbye was said, and still the line is open: the order to leave is given again.
            case Conversation.Closing closing -> {
                AgentTurn turn = closing.turn();
                if (turn.finished()) {
                    leaving.leaveAfter(
                            draft,
                            turn.sentences().isEmpty() ? "" : turn.sentences().getLast());
                }
            }
            case Conversation.Greeting greeting -> {}
            case Conversation.Thinking thinking -> {}
            case Conversation.Speaking speaking -> {}
            case Conversation.Ended ended -> {}
        }
    }

    private List<String> reprompt(CallFacts facts, int prompts) {
        String question = answering.pendingQuestion(facts);
        return question == null
                ? List.of(lines.variant("silent.greeting", prompts - 1))
                : List.of(lines.variant("silent", prompts - 1), question);
    }

    /** The caller has spoken and hears nothing. */
    void agentSilent(Draft draft) {
        switch (draft.conversation()) {
            case Conversation.Listening listening ->
                draft.sayTurn(0, List.of(lines.variant("unclear", draft.facts().nextTurn())));
            case Conversation.Thinking(CallFacts facts, @Nullable Ask ask) -> {
                if (ask == null) {
                    answering.answer(draft);
                } else {
                    draft.sayMore(ask.turn(), 0, lines.line("filler.late"));
                }
            }
            case Conversation.Speaking speaking -> {
                if (!speaking.turn().started()) {
                    apologise(draft);
                }
            }
            case Conversation.Greeting greeting -> {}
            case Conversation.Closing closing -> {}
            case Conversation.Ended ended -> {}
        }
    }

    /** Whatever was on its way is given up; the caller is told so and asked the open question again. */
    void apologise(Draft draft) {
        if (draft.facts().over()) {
            return;
        }
        draft.stopModel();
        int utterance = draft.facts().lastUtterance();
        String question = answering.pendingQuestion(draft.facts());
        AgentTurn current = draft.facts().current();
        if (current != null) {
            draft.cancel(current.number(), CancelReason.OVERTAKEN);
        }
        draft.sayTurn(
                utterance, List.of(lines.line("apology.1"), question == null ? lines.variant("goon", 0) : question));
    }

    boolean apologising(CallFacts facts) {
        AgentTurn last = facts.lastTurn();
        return last != null && last.sentences().contains(lines.line("apology.1"));
    }

    /** The sound was away for a while: what was being said is lost. */
    void lineIsBack(Draft draft) {
        if (draft.conversation() instanceof Conversation.Ended) {
            return;
        }
        if (draft.facts().is(Mark.DEAF)) {
            leaving.unheard(draft);
            return;
        }
        if (!draft.facts().unanswered().isEmpty()) {
            answering.answer(draft);
            return;
        }
        AgentTurn current = draft.facts().current();
        boolean leaves = current != null && current.leaves();
        if (current != null) {
            draft.stopModel();
            draft.cancel(current.number(), CancelReason.OVERTAKEN);
        }
        if (leaves) {
            leaving.close(draft, 0, null);
            return;
        }
        var sentences = new ArrayList<String>();
        sentences.add(lines.line("line_back.1"));
        String question = answering.pendingQuestion(draft.facts());
        sentences.add(question == null ? lines.variant("silent.greeting", 0) : question);
        draft.sayTurn(current == null ? 0 : current.answers(), sentences);
    }

    void wrapUpWhenOverlong(Draft draft) {
        if (!draft.facts().is(Mark.OVERLONG)) {
            return;
        }
        if (draft.conversation() instanceof Conversation.Listening
                || draft.conversation() instanceof Conversation.Thinking) {
            draft.stopModel();
            leaving.close(draft, draft.facts().lastUtterance(), lines.line("overlong"));
        }
    }

    /** What was cut for a sound that was no word is said again. */
    void sayAgain(Draft draft, AgentTurn cut) {
        List<String> unheard = cut.sentences()
                .subList(
                        Math.min(cut.heard().size(), cut.sentences().size()),
                        cut.sentences().size());
        String question = answering.pendingQuestion(draft.facts());
        List<String> again = unheard.isEmpty() && question != null ? List.of(question) : unheard;
        if (again.isEmpty()) {
            again = List.of(lines.variant("goon", 0));
        }
        draft.sayTurn(0, again);
    }
}
