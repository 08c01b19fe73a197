package io.agentlocator.dialog;

import io.agentlocator.dialog.CallFacts.Mark;
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
 * How a conversation goes on. Pure: the same conversation and input give the same next conversation and steps, and nothing
 * is done here. One reply for an utterance, one turn at a time, and what the caller has not heard was not said.
 */
public final class ConversationRules {

    private final RuleSettings settings;
    private final Leaving leaving;
    private final Answering answering;
    private final Mending mending;
    private final Interruptions interruptions;
    private final ModelWords modelWords;
    private final Conclusion conclusion;

    public ConversationRules(RuleSettings settings, Lines lines, LeadReader leads) {
        this.settings = settings;
        var knowledge = new Knowledge(leads);
        this.leaving = new Leaving(lines, settings.transferTo(), knowledge);
        this.answering = new Answering(lines, knowledge, leaving);
        this.mending = new Mending(lines, answering, leaving);
        this.interruptions = new Interruptions(settings, answering, mending);
        this.modelWords = new ModelWords(settings, lines, answering, leaving);
        this.conclusion = new Conclusion(knowledge);
    }

    /** A call of which nothing has happened yet. */
    public static Conversation begin(String callSid) {
        return Conversation.of(CallFacts.of(callSid), null);
    }

    /** Folds an event of the past: what it once led to stands in the log as well, or is done by {@link Input.Resume}. */
    public static Conversation remember(Conversation conversation, CallEvent event, long atMs) {
        return Conversation.of(conversation.facts().with(event, atMs), null);
    }

    /** @param nowMs on a clock that never jumps, the same for all inputs of a conversation */
    public Next step(Conversation conversation, Input input, long nowMs) {
        Draft draft = new Draft(conversation.facts(), conversation.asking(), nowMs);
        switch (input) {
            case Input.Happened(CallEvent event) -> {
                var after = new Draft(conversation.facts().with(event, nowMs), conversation.asking(), nowMs);
                react(conversation, event, after);
                return closed(after);
            }
            case Input.ModelSaid said -> modelWords.said(draft, said);
            case Input.ModelDone done -> modelWords.done(draft, done);
            case Input.ModelFailed failed -> modelWords.failed(draft, failed);
            case Input.NoModelLeft none -> modelWords.noneLeft(draft, none);
            case Input.Tick tick -> tick(draft);
            case Input.Resume resume -> resume(draft);
        }
        return closed(draft);
    }

    /** The apology of a conversation in which something of ours went wrong. */
    public Next apologise(Conversation conversation, long nowMs) {
        Draft draft = new Draft(conversation.facts(), conversation.asking(), nowMs);
        // One apology at a time: what fails at each tick must not fill the line with them.
        if (!mending.apologising(draft.facts())) {
            mending.apologise(draft);
        }
        return closed(draft);
    }

    /** An ended call is concluded once, and nothing more is said in it. */
    private Next closed(Draft draft) {
        CallFacts facts = draft.facts();
        if (facts.over()) {
            draft.stopModel();
            AgentTurn current = facts.current();
            if (current != null) {
                draft.cancel(current.number(), CancelReason.CALL_ENDED);
            }
            boolean ofOurs = facts.caller() != null || facts.stream().opened();
            if (!facts.is(Mark.CONCLUDED) && ofOurs) {
                draft.conclude(conclusion.of(draft.facts()));
            }
        }
        return draft.next();
    }

    private void react(Conversation before, CallEvent event, Draft draft) {
        if (draft.facts().over()) {
            return;
        }
        switch (event) {
            case Transcript.Final words -> {
                if (isNew(before, words.utterance())) {
                    interruptions.heard(draft);
                }
            }
            case Transcript.Unclear noise -> {
                if (isNew(before, noise.utterance())) {
                    interruptions.heard(draft);
                }
            }
            case Transcript.Interim interim -> interruptions.hearing(draft, interim.text());
            case Transcript.RecognitionFailed failed -> {
                if (!failed.recoverable()) {
                    leaving.unheard(draft);
                }
            }
            case MediaEvent.StreamStarted started -> streamStarted(before, draft);
            case MediaEvent.PlaybackFinished finished -> mending.wrapUpWhenOverlong(draft);
            case MediaEvent.DigitPressed digit -> digit(digit.digit(), draft);
            case CallAlert.CallerSilent silent -> mending.callerSilent(draft, silent.prompts());
            case CallAlert.AgentSilent silent -> mending.agentSilent(draft);
            case CallAlert.CallOverlong overlong -> mending.wrapUpWhenOverlong(draft);
            case CallAlert.Redirected redirected -> draft.stopModel();
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

    private void digit(String digit, Draft draft) {
        if (digit.equals("0")) {
            interruptions.interrupt(draft);
            leaving.toPerson(draft);
        }
    }

    private void streamStarted(Conversation before, Draft draft) {
        if (before.facts().stream().lost()) {
            mending.lineIsBack(draft);
        } else if (draft.conversation() instanceof Conversation.Thinking(CallFacts facts, @Nullable Ask ask)
                && ask == null) {
            answering.answer(draft);
        } else if (before.facts().stream().playsClip()) {
            mending.wrapUpWhenOverlong(draft);
        }
    }

    private void tick(Draft draft) {
        CallFacts facts = draft.facts();
        if (facts.over()) {
            return;
        }
        long now = draft.nowMs();
        long silentSince = facts.stream().silentSinceMs();
        if (silentSince >= 0 && now - silentSince >= settings.outcomeAfterMs()) {
            draft.conclude(conclusion.of(facts));
            return;
        }
        modelWords.tick(draft);
        interruptions.tick(draft);
        if (draft.conversation() instanceof Conversation.Thinking(CallFacts thinking, @Nullable Ask ask)
                && ask == null) {
            answering.answer(draft);
        }
    }

    private void resume(Draft draft) {
        if (draft.facts().is(Mark.DEAF)) {
            leaving.unheard(draft);
        }
        switch (draft.conversation()) {
            case Conversation.Thinking thinking -> answering.answer(draft);
            case Conversation.Speaking speaking -> {
                if (modelWords.onlyFillsTime(speaking.turn())) {
                    modelWords.resume(draft, speaking.turn());
                } else if (!draft.facts().unanswered().isEmpty()) {
                    interruptions.heard(draft);
                } else {
                    modelWords.resume(draft, speaking.turn());
                }
            }
            case Conversation.Closing closing -> {
                if (!draft.facts().unanswered().isEmpty()) {
                    interruptions.heard(draft);
                }
            }
            case Conversation.Greeting greeting -> {}
            case Conversation.Listening listening -> {}
            case Conversation.Ended ended -> {}
        }
    }
}
