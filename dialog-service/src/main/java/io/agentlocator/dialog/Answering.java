package io.agentlocator.dialog;

import io.agentlocator.dialog.CallFacts.Mark;
import io.agentlocator.dialog.hebrew.CallerSays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the agent answers: in fixed words where the rules of the conversation say what, by a model where they do not. */
final class Answering {

    private static final int UNCLEAR_ASKED_AGAIN = 2;
    private static final int UNCLEAR_ENOUGH = 5;

    private final Lines lines;
    private final Knowledge knowledge;
    private final Leaving leaving;

    Answering(Lines lines, Knowledge knowledge, Leaving leaving) {
        this.lines = lines;
        this.knowledge = knowledge;
        this.leaving = leaving;
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
        if (facts.is(Mark.OVERLONG)) {
            leaving.close(draft, utterance, lines.line("overlong"));
        } else if (words.isBlank() && unclear(draft, utterance)) {
            return;
        } else if (CallerSays.wantsPerson(words) || WantsPerson.in(facts) && !leaving.promised(facts)) {
            leaving.toPerson(draft);
        } else if (CallerSays.isNotInterested(words)) {
            leaving.close(draft, utterance, lines.line("not_interested"));
        } else if (CallerSays.isFarewell(words)) {
            leaving.close(draft, utterance, knowledge.nothingTold(facts) ? null : lines.line("done.contact"));
        } else if (CallerSays.asksAgain(words)) {
            draft.sayTurn(utterance, List.of(again(facts)));
        } else if (CallerSays.asksToWait(words)) {
            draft.sayTurn(utterance, List.of(lines.variant("wait", facts.nextTurn())));
        } else {
            askModel(draft, new Ask(facts.nextTurn(), utterance, draft.nowMs()), List.of());
        }
    }

    /** @param already what is said of the turn; the answer goes on from there */
    void askModel(Draft draft, Ask ask, List<String> already) {
        draft.askModel(ask, knowledge.question(draft.facts(), ask, already));
    }

    /** The model that was asked is given up, and the next one asked. */
    void askNextModel(Draft draft, Ask ask, List<String> already, ModelFailure.Kind cause, boolean sure) {
        draft.nextModel(ask, knowledge.question(draft.facts(), ask, already), cause, sure);
    }

    /** A voice without words. Asked again at most twice in a row; then the conversation moves on, and at last ends. */
    private boolean unclear(Draft draft, int utterance) {
        int times = draft.facts().unclearInARow();
        if (times <= UNCLEAR_ASKED_AGAIN) {
            draft.sayTurn(utterance, List.of(lines.variant("unclear", times - 1)));
        } else if (times >= UNCLEAR_ENOUGH) {
            leaving.close(draft, utterance, lines.line("unclear.message"));
        } else {
            askModel(draft, new Ask(draft.facts().nextTurn(), utterance, draft.nowMs()), List.of());
        }
        return true;
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
}
