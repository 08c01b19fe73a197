package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.FixedPhrases;
import io.agentlocator.dialog.LanguageModel.Cost;
import io.agentlocator.dialog.LanguageModel.Done;
import io.agentlocator.dialog.LanguageModel.Ending;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelOutput;
import io.agentlocator.dialog.PendingRequest;
import io.agentlocator.dialog.VoiceState;
import io.agentlocator.events.Reply;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a model's output into a turn. Sentences are bounded, and held while the caller speaks. A model that is slow or fails
 * loses the turn to the next one; sentences that are published stay.
 */
final class ModelReply {

    /** A voice that lasts longer counts as noise, and the agent speaks. */
    private static final long LONGEST_HOLD_MS = 2_500;

    private final TurnSettings.Patience patience;
    private final ReplyBounds bounds;
    private final Fillers fillers;
    private final FixedPhrases phrases;
    private final Answering answering;
    private final CallEnding ending;
    private final OpenQuestion openQuestion;

    ModelReply(
            TurnSettings settings,
            FixedPhrases phrases,
            Answering answering,
            CallEnding ending,
            OpenQuestion openQuestion) {
        this.patience = settings.patience();
        this.bounds = new ReplyBounds(settings.bounds());
        this.fillers = new Fillers(settings.patience(), phrases);
        this.phrases = phrases;
        this.answering = answering;
        this.ending = ending;
        this.openQuestion = openQuestion;
    }

    /** Output for a request that is no longer pending is dropped. */
    void take(TransitionBuilder next, ModelOutput output) {
        PendingRequest pending = next.pending();
        if (pending == null || !pending.isAnsweredBy(output)) {
            return;
        }
        switch (output) {
            case ModelOutput.Sentence(int turn, int answers, String text) -> {
                if (!text.isBlank()) {
                    next.update(pending.hold(text.strip(), next.nowMs()));
                    release(next);
                }
            }
            case ModelOutput.Finished(int turn, int answers, Done done) -> {
                next.note(done.noted());
                next.update(pending.ended(done));
                release(next);
            }
            case ModelOutput.Failed(int turn, int answers, ModelFailure.Kind kind) -> askNext(next, pending, kind);
            case ModelOutput.NoModelLeft none -> {
                next.modelEnded();
                finishWithoutModel(next, pending);
            }
        }
    }

    void tick(TransitionBuilder next) {
        PendingRequest pending = next.pending();
        if (pending == null) {
            return;
        }
        boolean works = pending.done() == null;
        PendingRequest.Times times = pending.times();
        long patienceMs = times.firstModel() ? patience.switchMs() : patience.nextMs();
        if (works && next.nowMs() - times.askedMs() >= patience.giveUpMs()) {
            next.cancelModel();
            finishWithoutModel(next, pending);
        } else if (works && !times.spoke() && next.nowMs() - times.triedMs() >= patienceMs) {
            askNext(next, pending, ModelFailure.Kind.TOO_SLOW);
        } else {
            release(next);
        }
        fillers.tick(next);
    }

    /** The next model continues the turn. Where the turn has a question already, it is whole. */
    private void askNext(TransitionBuilder next, PendingRequest pending, ModelFailure.Kind cause) {
        var already = new ArrayList<>(said(next, pending));
        already.addAll(pending.held());
        if (ReplyBounds.asks(already)) {
            next.cancelModel();
            finishWithoutModel(next, pending);
            return;
        }
        // In the middle of a turn there is no time for a model that might not answer either.
        boolean surest = !already.isEmpty()
                || next.nowMs() + patience.nextMs() - pending.times().askedMs() >= patience.giveUpMs();
        answering.askNextModel(next, pending.again(next.nowMs()), already, cause, surest);
    }

    /** Publishes what is held, unless the caller is speaking; ends the turn where the model has ended. */
    private void release(TransitionBuilder next) {
        PendingRequest pending = next.pending();
        if (pending == null || callerTalks(next)) {
            return;
        }
        sayHeld(next, pending);
        Done done = pending.done();
        if (done == null) {
            next.update(pending.released());
            return;
        }
        next.modelEnded();
        if (done.ending() == Ending.GOES_ON && said(next, pending).isEmpty()) {
            finishWithoutModel(next, pending);
            return;
        }
        composed(next, pending, done.cost());
        if (done.ending() == Ending.GOES_ON) {
            next.complete(pending.turn());
        } else {
            ending.completeAndLeave(next, pending.turn(), pending.answers(), done.ending() == Ending.PERSON);
        }
    }

    private void sayHeld(TransitionBuilder next, PendingRequest pending) {
        for (String sentence : pending.held()) {
            String fitting = bounds.fit(sentence, said(next, pending));
            if (!fitting.isEmpty()) {
                next.sayMore(pending.turn(), pending.answers(), fitting);
            }
        }
    }

    /** Says what is held even if the caller speaks, an apology where nothing was said, and the open question. */
    private void finishWithoutModel(TransitionBuilder next, PendingRequest pending) {
        sayHeld(next, pending);
        List<String> said = said(next, pending);
        if (said.isEmpty()) {
            next.sayMore(pending.turn(), pending.answers(), phrases.phrase("apology.1"));
        }
        if (!ReplyBounds.asks(said)) {
            next.sayMore(pending.turn(), pending.answers(), openQuestion.orGoOn(next.facts()));
        }
        composed(next, pending, Cost.free("fixed"));
        next.complete(pending.turn());
    }

    private static void composed(TransitionBuilder next, PendingRequest pending, Cost cost) {
        long now = next.nowMs();
        long asked = pending.times().askedMs();
        next.say(new Reply.Composed(
                next.facts().callSid(),
                pending.turn(),
                cost.engine(),
                pending.times().firstWordsMs().orElse(now) - asked,
                now - asked,
                cost.promptTokens(),
                cost.completionTokens()));
    }

    /** The sentences of the turn so far, without fillers. */
    private List<String> said(TransitionBuilder next, PendingRequest pending) {
        return next.facts().saidIn(pending.turn()).stream()
                .filter(one -> !phrases.isFiller(one))
                .toList();
    }

    /** Whether the caller is speaking, and does not interrupt the agent. */
    static boolean callerTalks(TransitionBuilder next) {
        VoiceState voice = next.facts().voice();
        return voice.speaking() && !voice.interrupting() && !voice.speakingFor(LONGEST_HOLD_MS, next.nowMs());
    }
}
