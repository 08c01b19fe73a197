package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.AgentTurn;
import io.agentlocator.dialog.CallFacts;
import io.agentlocator.dialog.CallFacts.Mark;
import io.agentlocator.dialog.Conversation;
import io.agentlocator.dialog.FixedPhrases;
import io.agentlocator.dialog.ModelOutput;
import io.agentlocator.dialog.PendingRequest;
import io.agentlocator.dialog.hebrew.DialogActs;
import io.agentlocator.dialog.lead.LeadReader;
import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Reply.CancelReason;
import io.agentlocator.events.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the conversation: one reply for an utterance, one turn at a time, and what the caller has not heard was not
 * said. Pure: the same conversation and input give the same transition.
 */
public final class ConversationRules {

    private final TurnSettings settings;
    private final CallEnding ending;
    private final Reprompts reprompts;
    private final Answering answering;
    private final Recovery recovery;
    private final BargeIn bargeIn;
    private final ModelReply modelReply;
    private final Takeover takeover;
    private final Conclusion conclusion;

    public ConversationRules(TurnSettings settings, FixedPhrases phrases, LeadReader leads) {
        this.settings = settings;
        var tracker = new LeadTracker(leads);
        var openQuestion = new OpenQuestion(phrases);
        this.ending = new CallEnding(phrases, settings.transferTo(), tracker);
        this.reprompts = new Reprompts(phrases, ending, openQuestion);
        this.answering = new Answering(phrases, tracker, ending, reprompts, openQuestion);
        this.recovery = new Recovery(settings, phrases, answering, ending, openQuestion);
        this.bargeIn = new BargeIn(settings);
        this.modelReply = new ModelReply(settings, phrases, answering, ending, openQuestion);
        this.takeover = new Takeover(phrases, answering, ending, openQuestion);
        this.conclusion = new Conclusion(tracker);
    }

    /** A call of which nothing has happened yet. */
    public static Conversation begin(String callSid) {
        return Conversation.of(CallFacts.of(callSid), null);
    }

    /** Folds an event of the past. Its effects are in the log as well, or follow from {@link Input.Resume}. */
    public static Conversation remember(Conversation conversation, CallEvent event, long atMs) {
        return Conversation.of(conversation.facts().with(event, atMs), null);
    }

    /** @param nowMs on a monotonic clock, the same for all inputs of a conversation */
    public Transition step(Conversation conversation, Input input, long nowMs) {
        CallFacts facts = conversation.facts();
        if (input instanceof Input.Happened(CallEvent event)) {
            facts = facts.with(event, nowMs);
        }
        var next = new TransitionBuilder(facts, conversation.pendingRequest(), nowMs);
        switch (input) {
            case Input.Happened(CallEvent event) -> react(conversation, event, next);
            case Input.Answered(ModelOutput output) -> modelReply.take(next, output);
            case Input.Tick tick -> tick(next);
            case Input.Resume resume -> resume(next);
        }
        return closed(next);
    }

    /** An apology for a fault of ours, one at a time: a step that fails at each tick must not fill the line with them. */
    public Transition apologise(Conversation conversation, long nowMs) {
        var next = new TransitionBuilder(conversation.facts(), conversation.pendingRequest(), nowMs);
        if (!recovery.apologising(next.facts())) {
            recovery.apologise(next);
        }
        return closed(next);
    }

    /** A call that has ended is concluded once, and nothing more is said in it. */
    private Transition closed(TransitionBuilder next) {
        CallFacts facts = next.facts();
        if (facts.over()) {
            next.cancelModel();
            AgentTurn current = facts.current();
            if (current != null) {
                next.cancel(current.number(), CancelReason.CALL_ENDED);
            }
            boolean ours = facts.caller() != null || facts.stream().opened();
            if (!facts.is(Mark.CONCLUDED) && ours) {
                next.conclude(conclusion.of(next.facts()));
            }
        }
        return next.build();
    }

    private void react(Conversation before, CallEvent event, TransitionBuilder next) {
        if (next.facts().over()) {
            return;
        }
        switch (event) {
            case Transcript.Final words when isNew(before, words.utterance()) -> utteranceEnded(next);
            case Transcript.Unclear noise when isNew(before, noise.utterance()) -> utteranceEnded(next);
            case Transcript.Interim interim -> bargeIn.interim(next, interim.text());
            case Transcript.RecognitionFailed failed when !failed.recoverable() -> ending.recognitionFailed(next);
            case MediaEvent.StreamStarted started -> streamStarted(before, next);
            case MediaEvent.PlaybackFinished finished -> ending.wrapUpWhenOverlong(next);
            case MediaEvent.DigitPressed digit
            when digit.digit().equals("0") -> {
                BargeIn.cut(next);
                ending.toPerson(next);
            }
            case CallAlert.CallerSilent silent -> reprompts.callerSilent(next, silent.prompts());
            case CallAlert.AgentSilent silent -> recovery.agentSilent(next);
            case CallAlert.CallOverlong overlong -> ending.wrapUpWhenOverlong(next);
            case CallAlert.Redirected redirected -> next.cancelModel();
            case Transcript other -> {}
            case MediaEvent other -> {}
            case CallAlert other -> {}
            case Call other -> {}
            case Reply own -> {}
            case CallOutcome own -> {}
            case CallerAudio sound -> {}
            case AgentAudio sound -> {}
        }
    }

    private static boolean isNew(Conversation before, int utterance) {
        return before.facts().utterances().stream().noneMatch(one -> one.number() == utterance);
    }

    /** The entrance of an utterance, with words or without: it is a fact already, and is answered unless it is negligible. */
    private void utteranceEnded(TransitionBuilder next) {
        // Words from before a clip wait for its end: nothing can be said until there is a stream.
        if (next.facts().unanswered().isEmpty() || next.facts().stream().playsClip()) {
            return;
        }
        boolean needsAnswer = switch (next.conversation()) {
            case Conversation.Closing(CallFacts facts, AgentTurn turn) ->
                bargeIn.utteranceEndedDuringGoodbye(next, turn);
            case Conversation.Speaking speaking -> bargeIn.utteranceEnded(next, speaking.turn());
            case Conversation.Thinking(CallFacts facts, @Nullable PendingRequest pending) -> {
                if (pending != null && onlyBackchannelsSince(facts, pending)) {
                    next.update(pending.widen(facts.lastUtterance()));
                    yield false;
                }
                yield true;
            }
            case Conversation.Greeting greeting -> false;
            case Conversation.Listening listening -> false;
            case Conversation.Ended ended -> false;
        };
        if (needsAnswer) {
            answering.answer(next);
        }
    }

    private static boolean onlyBackchannelsSince(CallFacts facts, PendingRequest pending) {
        return facts.unanswered().stream()
                .filter(one -> one.number() > pending.answers())
                .allMatch(one -> DialogActs.isBackchannel(one.text()) || !one.understood());
    }

    private void streamStarted(Conversation before, TransitionBuilder next) {
        if (before.facts().stream().lost()) {
            recovery.streamIsBack(next);
        } else if (waitsForModel(next)) {
            answering.answer(next);
        } else if (before.facts().stream().playsClip()) {
            ending.wrapUpWhenOverlong(next);
        }
    }

    /** Whether the caller waits for an answer that no model is asked for yet. */
    private static boolean waitsForModel(TransitionBuilder next) {
        return next.conversation() instanceof Conversation.Thinking && next.pending() == null;
    }

    private void tick(TransitionBuilder next) {
        CallFacts facts = next.facts();
        if (facts.over()) {
            return;
        }
        var silentSince = facts.stream().silentSinceMs();
        if (silentSince.isPresent() && next.nowMs() - silentSince.getAsLong() >= settings.outcomeAfterMs()) {
            next.conclude(conclusion.of(facts));
            return;
        }
        modelReply.tick(next);
        AgentTurn current = next.facts().current();
        if (current != null && next.facts().voice().interrupting()) {
            bargeIn.tick(next, current);
        } else {
            recovery.repeatTurnCutForNothing(next);
        }
        if (waitsForModel(next)) {
            answering.answer(next);
        }
    }

    private void resume(TransitionBuilder next) {
        if (next.facts().is(Mark.DEAF)) {
            ending.recognitionFailed(next);
        }
        switch (next.conversation()) {
            case Conversation.Thinking thinking -> answering.answer(next);
            case Conversation.Speaking speaking -> {
                boolean onlyFillers = takeover.holdsOnlyFillers(speaking.turn());
                if (!onlyFillers && !next.facts().unanswered().isEmpty()) {
                    utteranceEnded(next);
                } else {
                    takeover.resume(next, speaking.turn());
                }
            }
            case Conversation.Closing closing -> utteranceEnded(next);
            case Conversation.Greeting greeting -> {}
            case Conversation.Listening listening -> {}
            case Conversation.Ended ended -> {}
        }
    }
}
