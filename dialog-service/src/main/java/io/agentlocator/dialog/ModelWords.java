package io.agentlocator.dialog;

import io.agentlocator.dialog.LanguageModel.Ending;
import java.util.List;

/** What becomes of the model's words: bounded, held while the caller speaks, and never waited for without a sound. */
final class ModelWords {

    /** A voice that lasts longer than this is taken for noise, and the agent speaks. */
    private static final long LONGEST_HOLD_MS = 2_500;

    private final RuleSettings settings;
    private final Lines lines;
    private final Answering answering;

    ModelWords(RuleSettings settings, Lines lines, Answering answering) {
        this.settings = settings;
        this.lines = lines;
        this.answering = answering;
    }

    void said(Draft draft, Input.ModelSaid said) {
        Ask ask = draft.asking();
        if (ask == null
                || !ask.is(said.turn(), said.answers())
                || said.sentence().isBlank()) {
            return;
        }
        draft.asking(ask.hold(said.sentence().strip()));
        release(draft);
    }

    void done(Draft draft, Input.ModelDone done) {
        Ask ask = draft.asking();
        if (ask != null && ask.is(done.turn(), done.answers())) {
            draft.note(done.done().noted());
            draft.asking(ask.ended(done.done().ending()));
            release(draft);
        }
    }

    void failed(Draft draft, Input.ModelFailed failed) {
        Ask ask = draft.asking();
        if (ask != null && ask.is(failed.turn(), failed.answers())) {
            draft.modelEnded();
            sayHeld(draft, ask);
            finishWithoutModel(draft, ask);
        }
    }

    void tick(Draft draft) {
        Ask ask = draft.asking();
        if (ask == null) {
            return;
        }
        long waited = draft.nowMs() - ask.sinceMs();
        if (ask.ending() == null && waited >= settings.giveUpAfterMs()) {
            draft.stopModel();
            sayHeld(draft, ask);
            finishWithoutModel(draft, ask);
            return;
        }
        release(draft);
        ask = draft.asking();
        if (ask != null
                && waited >= settings.fillerAfterMs()
                && ask.held().isEmpty()
                && nothingSounds(draft, ask)
                && !callerTalks(draft)) {
            draft.sayMore(ask.turn(), ask.answers(), lines.variant("filler", ask.turn()));
        }
    }

    /** A turn that another process began: its rest is asked for, or it is brought to its end. */
    void resume(Draft draft, AgentTurn turn) {
        List<String> sentences = turn.sentences();
        String last = sentences.getLast();
        if (lines.isGoodbye(last) || lines.leadsToGoodbye(last)) {
            if (turn.completed()) {
                answering.leaveAfter(draft, last);
            } else {
                answering.completeAndLeave(draft, turn.number(), turn.answers(), false);
            }
        } else if (!turn.completed()) {
            if (sentences.stream().anyMatch(lines::isOfTheRules) || last.endsWith("?")) {
                if (!last.endsWith("?")) {
                    String question = answering.pendingQuestion(draft.facts());
                    draft.sayMore(
                            turn.number(), turn.answers(), question == null ? lines.variant("goon", 0) : question);
                }
                draft.complete(turn.number());
            } else {
                draft.askModel(
                        new Ask(turn.number(), turn.answers(), draft.nowMs()),
                        sentences.stream().filter(one -> !lines.isFiller(one)).toList(),
                        answering.callersPhone(draft.facts()));
            }
        }
    }

    private void release(Draft draft) {
        Ask ask = draft.asking();
        if (ask == null || callerTalks(draft)) {
            return;
        }
        sayHeld(draft, ask);
        Ending ending = ask.ending();
        if (ending == null) {
            draft.asking(ask.released());
            return;
        }
        draft.modelEnded();
        boolean nothing = said(draft, ask).isEmpty();
        switch (ending) {
            case GOES_ON -> {
                if (nothing) {
                    finishWithoutModel(draft, ask);
                } else {
                    draft.complete(ask.turn());
                }
            }
            case GOODBYE -> answering.completeAndLeave(draft, ask.turn(), ask.answers(), false);
            case PERSON -> answering.completeAndLeave(draft, ask.turn(), ask.answers(), true);
        }
    }

    private void sayHeld(Draft draft, Ask ask) {
        for (String sentence : ask.held()) {
            List<String> said = said(draft, ask);
            int characters = said.stream().mapToInt(String::length).sum();
            boolean asked = said.stream().anyMatch(one -> one.endsWith("?"));
            String bounded = bounded(sentence, settings.mostCharacters() - characters);
            if (said.size() < settings.mostSentences() && !asked && !bounded.isEmpty()) {
                draft.sayMore(ask.turn(), ask.answers(), bounded);
            }
        }
    }

    /** A sentence that is too long ends at its last clause that fits; where there is none it is dropped, unless it is the first. */
    private String bounded(String sentence, int room) {
        if (sentence.length() <= room) {
            return sentence;
        }
        if (room < settings.mostCharacters()) {
            return "";
        }
        int clause = Math.max(sentence.lastIndexOf(',', room - 1), sentence.lastIndexOf(';', room - 1));
        int end = clause > room / 3 ? clause : sentence.lastIndexOf(' ', room - 1);
        return end > 0 ? sentence.substring(0, end).strip() + "." : sentence.substring(0, room);
    }

    private void finishWithoutModel(Draft draft, Ask ask) {
        List<String> said = said(draft, ask);
        boolean asked = said.stream().anyMatch(one -> one.endsWith("?"));
        if (said.isEmpty()) {
            draft.sayMore(ask.turn(), ask.answers(), lines.line("apology.2"));
        }
        if (!asked) {
            String question = answering.pendingQuestion(draft.facts());
            draft.sayMore(ask.turn(), ask.answers(), question == null ? lines.variant("goon", 0) : question);
        }
        draft.complete(ask.turn());
    }

    private static boolean nothingSounds(Draft draft, Ask ask) {
        AgentTurn turn = draft.facts().lastTurn();
        return turn == null || turn.number() != ask.turn() || turn.sentences().isEmpty();
    }

    /** What is said of the turn, without the words that only filled the time. */
    private List<String> said(Draft draft, Ask ask) {
        AgentTurn turn = draft.facts().lastTurn();
        return turn == null || turn.number() != ask.turn()
                ? List.of()
                : turn.sentences().stream()
                        .filter(one -> !lines.isFiller(one) && !one.equals(lines.line("apology.1")))
                        .toList();
    }

    private static boolean callerTalks(Draft draft) {
        Voice voice = draft.facts().voice();
        return voice.speaking() && !voice.interrupting() && draft.nowMs() - voice.sinceMs() < LONGEST_HOLD_MS;
    }
}
