package io.agentlocator.dialog;

import io.agentlocator.dialog.hebrew.CallerSays;
import io.agentlocator.dialog.lead.LeadReader;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Reply.CancelReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the agent says next: in fixed words where the rules of the conversation say what, by the model where they do not. */
final class Answering {

    private static final int UNCLEAR_ASKED_AGAIN = 2;
    private static final int UNCLEAR_ENOUGH = 5;
    private static final int SILENCE_ENOUGH = 3;

    private final RuleSettings settings;
    private final Lines lines;
    private final LeadReader leads;

    Answering(RuleSettings settings, Lines lines, LeadReader leads) {
        this.settings = settings;
        this.lines = lines;
        this.leads = leads;
    }

    /** Answers all that has no answer yet, in one turn. Nothing of an earlier turn may still be in the air. */
    void answer(Draft draft) {
        CallFacts facts = draft.facts();
        List<Utterance> unanswered = facts.unanswered();
        if (unanswered.isEmpty()) {
            return;
        }
        draft.stopModel();
        int utterance = unanswered.getLast().number();
        String words = unanswered.stream()
                .map(Utterance::text)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
        if (facts.overlong()) {
            close(draft, utterance, lines.line("overlong"));
        } else if (words.isBlank() && unclear(draft, utterance)) {
            return;
        } else if (CallerSays.wantsPerson(words) || WantsPerson.in(facts) && !promised(facts)) {
            person(draft);
        } else if (CallerSays.isNotInterested(words)) {
            close(draft, utterance, lines.line("not_interested"));
        } else if (CallerSays.isFarewell(words)) {
            farewell(draft, utterance);
        } else if (CallerSays.asksAgain(words)) {
            draft.sayTurn(utterance, List.of(again(facts)));
        } else if (CallerSays.asksToWait(words)) {
            draft.sayTurn(utterance, List.of(lines.variant("wait", facts.nextTurn())));
        } else {
            ask(draft, utterance);
        }
    }

    private void ask(Draft draft, int utterance) {
        draft.askModel(
                new Ask(draft.facts().nextTurn(), utterance, draft.nowMs()), List.of(), callersPhone(draft.facts()));
    }

    /** A voice without words. Asked again at most twice in a row; then the conversation moves on, and at last ends. */
    private boolean unclear(Draft draft, int utterance) {
        int times = draft.facts().unclearInARow();
        if (times <= UNCLEAR_ASKED_AGAIN) {
            draft.sayTurn(utterance, List.of(lines.variant("unclear", times - 1)));
            return true;
        }
        if (times >= UNCLEAR_ENOUGH) {
            close(draft, utterance, lines.line("unclear.message"));
            return true;
        }
        ask(draft, utterance);
        return true;
    }

    private void farewell(Draft draft, int utterance) {
        boolean told = !leads.read(draft.facts().history(), callersPhone(draft.facts()))
                .answers()
                .equals(LeadAnswers.NONE);
        close(draft, utterance, told ? lines.line("done.contact") : null);
    }

    /** Puts the caller through, or promises a call back; where nobody knows whom to call, asks for the number first. */
    void person(Draft draft) {
        CallFacts facts = draft.facts();
        draft.stopModel();
        int utterance = facts.lastUtterance();
        if (settings.transferTo().isPresent()) {
            draft.sayTurn(utterance, List.of(lines.line("person.transfer")));
            leave(draft, settings.transferTo().get());
            return;
        }
        boolean reachable = callersPhone(facts) != null
                || leads.read(facts.history(), null).answers().phone() != null;
        boolean asked =
                facts.turns().stream().anyMatch(turn -> turn.sentences().contains(lines.variant("ask.phone", 0)));
        if (reachable || asked) {
            close(draft, utterance, lines.line("person.promise"));
        } else {
            draft.sayTurn(utterance, List.of(lines.variant("ask.phone", 0)));
        }
    }

    private boolean promised(CallFacts facts) {
        return facts.turns().stream()
                .flatMap(turn -> turn.sentences().stream())
                .anyMatch(sentence -> sentence.equals(lines.line("person.promise"))
                        || sentence.equals(lines.line("person.transfer")));
    }

    /** Says the line and goodbye, and hangs up. */
    void close(Draft draft, int utterance, @Nullable String line) {
        draft.sayTurn(
                utterance,
                Stream.of(line, lines.variant("bye", draft.facts().nextTurn()))
                        .filter(Objects::nonNull)
                        .toList());
        leave(draft, null);
    }

    private static void leave(Draft draft, @Nullable String transferTo) {
        AgentTurn last = draft.facts().lastTurn();
        if (last == null) {
            return;
        }
        String callSid = draft.facts().callSid();
        draft.say(
                transferTo == null
                        ? new Reply.HangUp(callSid, last.number())
                        : new Reply.Transfer(callSid, last.number(), transferTo));
    }

    /** The order to leave that a completed turn is still owed. */
    void leaveAfter(Draft draft, String lastSentence) {
        boolean transfer = lastSentence.equals(lines.line("person.transfer"));
        leave(draft, transfer ? settings.transferTo().orElse(null) : null);
    }

    /** Ends a turn after which the call ends: the goodbye is its last sentence, then it is complete, then comes the end. */
    void completeAndLeave(Draft draft, int turn, int utterance, boolean toPerson) {
        AgentTurn saying = draft.facts().lastTurn();
        String last = saying == null || saying.sentences().isEmpty()
                ? ""
                : saying.sentences().getLast();
        boolean transfer = toPerson && settings.transferTo().isPresent();
        if (toPerson && !transfer && !lines.isGoodbye(last) && !last.equals(lines.line("person.promise"))) {
            draft.sayMore(turn, utterance, lines.line("person.promise"));
        }
        if (transfer && !last.equals(lines.line("person.transfer"))) {
            draft.sayMore(turn, utterance, lines.line("person.transfer"));
        } else if (!transfer && !lines.isGoodbye(last)) {
            draft.sayMore(turn, utterance, lines.variant("bye", turn));
        }
        draft.complete(turn);
        leave(draft, transfer ? settings.transferTo().orElse(null) : null);
    }

    void callerSilent(Draft draft, int prompts) {
        switch (draft.conversation()) {
            case Conversation.Listening listening -> {
                if (draft.facts().overlong()) {
                    close(draft, 0, lines.line("overlong"));
                } else if (prompts >= SILENCE_ENOUGH) {
                    close(draft, 0, lines.line("silent.bye"));
                } else {
                    draft.sayTurn(0, reprompt(draft.facts(), prompts));
                }
            }
            // The goodbye was said, and still the line is open: the order to hang up is given again.
            case Conversation.Closing closing -> {
                if (closing.turn().finished()) {
                    draft.say(new Reply.HangUp(closing.callSid(), closing.turn().number()));
                }
            }
            case Conversation.Greeting greeting -> {}
            case Conversation.Thinking thinking -> {}
            case Conversation.Speaking speaking -> {}
            case Conversation.Ended ended -> {}
        }
    }

    private List<String> reprompt(CallFacts facts, int prompts) {
        String question = pendingQuestion(facts);
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
                    answer(draft);
                } else {
                    draft.sayMore(ask.turn(), ask.answers(), lines.line("apology.1"));
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
        String question = pendingQuestion(draft.facts());
        AgentTurn current = draft.facts().current();
        if (current != null) {
            draft.cancel(current.number(), CancelReason.OVERTAKEN);
        }
        draft.sayTurn(
                utterance, List.of(lines.line("apology.2"), question == null ? lines.variant("goon", 0) : question));
    }

    boolean apologising(CallFacts facts) {
        AgentTurn last = facts.lastTurn();
        return last != null && last.sentences().contains(lines.line("apology.2"));
    }

    /** The sound was away for a while: what was being said is lost. */
    void lineIsBack(Draft draft) {
        if (draft.conversation() instanceof Conversation.Ended) {
            return;
        }
        if (!draft.facts().unanswered().isEmpty()) {
            answer(draft);
            return;
        }
        AgentTurn current = draft.facts().current();
        boolean leaving = current != null && current.leaves();
        if (current != null) {
            draft.stopModel();
            draft.cancel(current.number(), CancelReason.OVERTAKEN);
        }
        if (leaving) {
            close(draft, 0, null);
            return;
        }
        var sentences = new ArrayList<String>();
        sentences.add(lines.line("line_back.1"));
        String question = pendingQuestion(draft.facts());
        sentences.add(question == null ? lines.variant("silent.greeting", 0) : question);
        draft.sayTurn(current == null ? 0 : current.answers(), sentences);
    }

    void wrapUpWhenOverlong(Draft draft) {
        if (!draft.facts().overlong()) {
            return;
        }
        if (draft.conversation() instanceof Conversation.Listening
                || draft.conversation() instanceof Conversation.Thinking) {
            draft.stopModel();
            close(draft, draft.facts().lastUtterance(), lines.line("overlong"));
        }
    }

    /** What was cut for a sound that was no word is said again. */
    void sayAgain(Draft draft, AgentTurn cut) {
        List<String> unheard = cut.sentences()
                .subList(
                        Math.min(cut.heard().size(), cut.sentences().size()),
                        cut.sentences().size());
        String question = pendingQuestion(draft.facts());
        List<String> again = unheard.isEmpty() && question != null ? List.of(question) : unheard;
        if (again.isEmpty()) {
            again = List.of(lines.variant("goon", 0));
        }
        draft.sayTurn(0, again);
    }

    private String again(CallFacts facts) {
        String question = pendingQuestion(facts);
        return question == null ? lines.variant("silent.greeting", 0) : question;
    }

    /** The agent's latest question, heard or not; null when there was none but the greeting's. */
    @Nullable
    String pendingQuestion(CallFacts facts) {
        return facts.turns().reversed().stream()
                .flatMap(turn -> turn.sentences().reversed().stream())
                .filter(sentence -> sentence.endsWith("?") && !lines.isAboutTheLine(sentence))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    String callersPhone(CallFacts facts) {
        return CallerNumber.of(facts.caller());
    }
}
