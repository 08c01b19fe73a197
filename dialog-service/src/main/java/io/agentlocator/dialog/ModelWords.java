package io.agentlocator.dialog;

import io.agentlocator.dialog.LanguageModel.Cost;
import io.agentlocator.dialog.LanguageModel.Done;
import io.agentlocator.dialog.hebrew.HebrewText;
import io.agentlocator.events.Reply;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of a model's words: bounded, held while the caller speaks, and never waited for without a sound. A model
 * that is slow, or fails, loses the turn to the next one; what was said of it stays said.
 */
final class ModelWords {

    /** A voice that lasts longer than this is taken for noise, and the agent speaks. */
    private static final long LONGEST_HOLD_MS = 2_500;

    /** From one filling word to the next: its own sound, and a pause that is not yet silence. */
    private static final long FILLER_LASTS_MS = 2_400;

    private static final int MOST_FILLERS = 2;

    private final RuleSettings settings;
    private final Lines lines;
    private final Answering answering;
    private final Leaving leaving;

    ModelWords(RuleSettings settings, Lines lines, Answering answering, Leaving leaving) {
        this.settings = settings;
        this.lines = lines;
        this.answering = answering;
        this.leaving = leaving;
    }

    void said(Draft draft, Input.ModelSaid said) {
        Ask ask = draft.asking();
        if (ask == null
                || !ask.is(said.turn(), said.answers())
                || said.sentence().isBlank()) {
            return;
        }
        draft.asking(ask.hold(said.sentence().strip(), draft.nowMs()));
        release(draft);
    }

    void done(Draft draft, Input.ModelDone done) {
        Ask ask = draft.asking();
        if (ask != null && ask.is(done.turn(), done.answers())) {
            draft.note(done.done().noted());
            draft.asking(ask.ended(done.done()));
            release(draft);
        }
    }

    void failed(Draft draft, Input.ModelFailed failed) {
        Ask ask = draft.asking();
        if (ask != null && ask.is(failed.turn(), failed.answers())) {
            next(draft, ask, failed.kind());
        }
    }

    void noneLeft(Draft draft, Input.NoModelLeft none) {
        Ask ask = draft.asking();
        if (ask != null && ask.is(none.turn(), none.answers())) {
            draft.modelEnded();
            finishWithoutModel(draft, ask);
        }
    }

    void tick(Draft draft) {
        Ask ask = draft.asking();
        if (ask == null) {
            return;
        }
        RuleSettings.Patience patience = settings.patience();
        long waited = draft.nowMs() - ask.sinceMs();
        long triedFor = draft.nowMs() - ask.triedMs();
        boolean first = ask.triedMs() == ask.sinceMs();
        if (ask.done() == null && waited >= patience.giveUpMs()) {
            draft.stopModel();
            finishWithoutModel(draft, ask);
        } else if (ask.done() == null
                && !ask.spoke()
                && triedFor >= (first ? patience.switchMs() : patience.nextMs())) {
            next(draft, ask, ModelFailure.Kind.TOO_SLOW);
        } else {
            release(draft);
        }
        fillTime(draft);
    }

    /** The next model takes the turn from where it stands; where a question is asked already, the turn is whole. */
    private void next(Draft draft, Ask ask, ModelFailure.Kind cause) {
        var already = new ArrayList<>(said(draft, ask));
        already.addAll(ask.held());
        if (already.stream().anyMatch(one -> one.endsWith("?"))) {
            draft.stopModel();
            finishWithoutModel(draft, ask);
            return;
        }
        RuleSettings.Patience patience = settings.patience();
        // In the middle of a turn there is no time for a model that might not answer either.
        boolean sure = !already.isEmpty() || draft.nowMs() + patience.nextMs() - ask.sinceMs() >= patience.giveUpMs();
        answering.askNextModel(draft, ask.again(draft.nowMs()), already, cause, sure);
    }

    /** Says a word that fills the time, when nothing of the answer can be heard yet. It answers nothing. */
    private void fillTime(Draft draft) {
        Ask ask = draft.asking();
        if (ask == null || ask.firstMs() >= 0 || callerTalks(draft)) {
            return;
        }
        List<String> sounding = draft.facts().saidIn(ask.turn());
        long due = settings.patience().fillerMs() + sounding.size() * FILLER_LASTS_MS;
        if (sounding.size() < MOST_FILLERS
                && sounding.stream().allMatch(lines::isFiller)
                && draft.nowMs() - ask.sinceMs() >= due) {
            draft.sayMore(ask.turn(), 0, filler(draft.facts(), ask.turn()));
        }
    }

    /** Never the one that the caller heard last. */
    private String filler(CallFacts facts, int turn) {
        String last = facts.turns().reversed().stream()
                .flatMap(one -> one.sentences().reversed().stream())
                .filter(lines::isFiller)
                .findFirst()
                .orElse("");
        String filler = lines.variant("filler", turn);
        return filler.equals(last) ? lines.variant("filler", turn + 1) : filler;
    }

    /** A turn that another process began: its rest is asked for, or it is brought to its end. */
    void resume(Draft draft, AgentTurn turn) {
        List<String> sentences = turn.sentences();
        String last = sentences.getLast();
        if (onlyFillsTime(turn)) {
            resumeFilled(draft, turn);
        } else if (lines.isGoodbye(last) || lines.leadsToGoodbye(last)) {
            if (turn.completed()) {
                leaving.leaveAfter(draft, last);
            } else {
                leaving.completeAndLeave(draft, turn.number(), turn.answers(), false);
            }
        } else if (!turn.completed()) {
            if (sentences.stream().anyMatch(lines::isOfTheRules) || last.endsWith("?")) {
                if (!last.endsWith("?")) {
                    draft.sayMore(turn.number(), turn.answers(), openQuestion(draft));
                }
                draft.complete(turn.number());
            } else {
                answering.askModel(
                        draft,
                        new Ask(turn.number(), turn.answers(), draft.nowMs()),
                        sentences.stream().filter(one -> !lines.isFiller(one)).toList());
            }
        }
    }

    /** Whether nothing of an answer has been said in the turn. */
    boolean onlyFillsTime(AgentTurn turn) {
        return turn.sentences().stream().allMatch(lines::isFiller);
    }

    /** Only the time was filled so far: all that waits for an answer gets it in the same turn. */
    private void resumeFilled(Draft draft, AgentTurn turn) {
        List<Utterance> unanswered = draft.facts().unanswered();
        int answers =
                unanswered.isEmpty() ? turn.follows() : unanswered.getLast().number();
        answering.askModel(draft, new Ask(turn.number(), answers, draft.nowMs()), List.of());
    }

    private void release(Draft draft) {
        Ask ask = draft.asking();
        if (ask == null || callerTalks(draft)) {
            return;
        }
        sayHeld(draft, ask);
        Done done = ask.done();
        if (done == null) {
            draft.asking(ask.released());
            return;
        }
        draft.modelEnded();
        boolean nothing = said(draft, ask).isEmpty();
        switch (done.ending()) {
            case GOES_ON -> {
                if (nothing) {
                    finishWithoutModel(draft, ask);
                } else {
                    composed(draft, ask, done.cost());
                    draft.complete(ask.turn());
                }
            }
            case GOODBYE -> {
                composed(draft, ask, done.cost());
                leaving.completeAndLeave(draft, ask.turn(), ask.answers(), false);
            }
            case PERSON -> {
                composed(draft, ask, done.cost());
                leaving.completeAndLeave(draft, ask.turn(), ask.answers(), true);
            }
        }
    }

    private void sayHeld(Draft draft, Ask ask) {
        for (String sentence : ask.held()) {
            List<String> said = said(draft, ask);
            boolean asked = said.stream().anyMatch(one -> one.endsWith("?"));
            String bounded = bounded(sentence, said);
            if (said.size() < settings.bounds().sentences() && !asked && !bounded.isEmpty()) {
                draft.sayMore(ask.turn(), ask.answers(), bounded);
            }
        }
    }

    /** A sentence that is too long ends at its last clause that fits; where there is none it is dropped, unless it is the first. */
    private String bounded(String sentence, List<String> said) {
        int characters = said.stream().mapToInt(String::length).sum();
        int words = said.stream().mapToInt(ModelWords::words).sum();
        int room = settings.bounds().characters() - characters;
        int roomForWords = settings.bounds().words() - words;
        if (sentence.length() <= room && words(sentence) <= roomForWords) {
            return sentence;
        }
        if (!said.isEmpty()) {
            return "";
        }
        int reach = Math.min(room, lengthOfWords(sentence, roomForWords));
        int clause = Math.max(sentence.lastIndexOf(',', reach - 1), sentence.lastIndexOf(';', reach - 1));
        int end = clause > reach / 3 ? clause : sentence.lastIndexOf(' ', reach - 1);
        return end > 0 ? sentence.substring(0, end).strip() + "." : sentence.substring(0, reach);
    }

    private static int words(String sentence) {
        return HebrewText.words(sentence).size();
    }

    /** How far the first so many words reach. */
    private static int lengthOfWords(String sentence, int words) {
        int at = 0;
        for (int count = 0; count < words && at >= 0; count++) {
            at = sentence.indexOf(' ', at + 1);
        }
        return at < 0 ? sentence.length() : at + 1;
    }

    /** What was held is said, whoever speaks; then a fixed sentence where nothing was said, and the open question. */
    private void finishWithoutModel(Draft draft, Ask ask) {
        sayHeld(draft, ask);
        List<String> said = said(draft, ask);
        boolean asked = said.stream().anyMatch(one -> one.endsWith("?"));
        if (said.isEmpty()) {
            draft.sayMore(ask.turn(), ask.answers(), lines.line("apology.1"));
        }
        if (!asked) {
            draft.sayMore(ask.turn(), ask.answers(), openQuestion(draft));
        }
        composed(draft, ask, Cost.free("fixed"));
        draft.complete(ask.turn());
    }

    private String openQuestion(Draft draft) {
        String question = answering.pendingQuestion(draft.facts());
        return question == null ? lines.variant("goon", 0) : question;
    }

    private static void composed(Draft draft, Ask ask, Cost cost) {
        long now = draft.nowMs();
        draft.say(new Reply.Composed(
                draft.facts().callSid(),
                ask.turn(),
                cost.engine(),
                (ask.firstMs() < 0 ? now : ask.firstMs()) - ask.sinceMs(),
                now - ask.sinceMs(),
                cost.promptTokens(),
                cost.completionTokens()));
    }

    /** What is said of the turn, without the words that only filled the time. */
    private List<String> said(Draft draft, Ask ask) {
        return draft.facts().saidIn(ask.turn()).stream()
                .filter(one -> !lines.isFiller(one))
                .toList();
    }

    private static boolean callerTalks(Draft draft) {
        Voice voice = draft.facts().voice();
        return voice.speaking() && !voice.interrupting() && draft.nowMs() - voice.sinceMs() < LONGEST_HOLD_MS;
    }
}
