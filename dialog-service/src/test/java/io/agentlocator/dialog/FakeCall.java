package io.agentlocator.dialog;

import io.agentlocator.dialog.hebrew.HebrewAnswers;
import io.agentlocator.dialog.lead.LeadReader;
import io.agentlocator.dialog.lead.Questions;
import io.agentlocator.dialog.libphonenumber.IsraeliPhoneNumbers;
import io.agentlocator.dialog.scripted.ScriptedDialog;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One call on a time line that the test holds: its log, its conversation, a model, and (unless told otherwise) ears that
 * hear each completed turn to its end. Everything the conversation does goes to the log and comes back from it, as in life.
 */
public final class FakeCall implements Conversations.Effects {

    public static final String SID = "CA00000000000000000000000000000001";
    public static final String STREAM = "MZ00000000000000000000000000000001";
    public static final String CALLER = "+972525381648";

    public record Logged(long atMs, CallEvent event) {}

    public final Lines lines = new Lines("שי דירות ומשרדים");
    public final LeadReader leads =
            new LeadReader(new HebrewAnswers(new IsraeliPhoneNumbers()), new Questions(lines.questions()));
    public final List<Logged> log = new ArrayList<>();
    public final List<RuntimeException> troubles = new ArrayList<>();
    public final List<Step.Question> asked = new ArrayList<>();
    public final List<Step.NextModel> switches = new ArrayList<>();
    public final List<String> cancelledModels = new ArrayList<>();

    private final Conversations conversations;
    private final List<LanguageModel> models;
    private int rung;
    private final Deque<CallEvent> toTell = new ArrayDeque<>();
    private long nowMs = 1_000_000;
    private int utterance;
    private int turnsSeen;
    private boolean earsOpen = true;
    private boolean answering = true;
    private boolean pumping;

    public FakeCall() {
        this(RuleSettings.DEFAULTS);
    }

    /** @param inOrder the engines, best first; the script alone where none is given */
    public FakeCall(RuleSettings settings, LanguageModel... inOrder) {
        this.models = inOrder.length == 0 ? List.of(new ScriptedDialog(lines, leads)) : List.of(inOrder);
        this.conversations = new Conversations(new ConversationRules(settings, lines, leads), this);
    }

    /** Answered, greeted, stream open. */
    public FakeCall begun() {
        return begunFrom(CALLER);
    }

    public FakeCall begunFrom(String from) {
        tell(new Call.Received(SID, from, "+97237654321", Call.Direction.INBOUND, 2400));
        tell(new Call.Answered(SID));
        return tell(new MediaEvent.StreamStarted(SID, STREAM));
    }

    /** The model does not answer until {@link #modelAnswers}. */
    public FakeCall modelWaits() {
        answering = false;
        return this;
    }

    /** From now on a model answers when it is asked. */
    public FakeCall answersAgain() {
        answering = true;
        return this;
    }

    /** What the model was asked last is answered now. */
    public FakeCall modelAnswers() {
        answering = true;
        run(asked.getLast());
        pump();
        return this;
    }

    public FakeCall model(Input input) {
        conversations.answered(SID, input, nowMs);
        pump();
        return this;
    }

    /** Turns are no longer heard by themselves. */
    public FakeCall earsClosed() {
        earsOpen = false;
        return this;
    }

    public FakeCall earsOpen() {
        earsOpen = true;
        return this;
    }

    public FakeCall tell(CallEvent event) {
        toTell.add(event);
        pump();
        return this;
    }

    /** The caller speaks an utterance from beginning to end; answers with what the agent then says. */
    public List<String> says(String words) {
        int before = sentences().size();
        tell(new MediaEvent.SpeechStarted(SID, STREAM, nowMs, false));
        pass(900);
        tell(new MediaEvent.SpeechEnded(SID, STREAM, nowMs));
        pass(700);
        tell(new Transcript.Final(SID, ++utterance, words, 0.9, nowMs - 1600, nowMs - 700, 100, "fake"));
        return sentences().subList(before, sentences().size());
    }

    /** The words of an utterance; a voice that still sounds has ended before. */
    public FakeCall recognises(String words) {
        endVoice();
        return tell(new Transcript.Final(SID, ++utterance, words, 0.9, nowMs - 900, nowMs, 100, "fake"));
    }

    private void endVoice() {
        boolean speaking = false;
        for (Logged one : log) {
            if (one.event() instanceof MediaEvent.SpeechStarted) {
                speaking = true;
            } else if (one.event() instanceof MediaEvent.SpeechEnded) {
                speaking = false;
            }
        }
        if (speaking) {
            tell(new MediaEvent.SpeechEnded(SID, STREAM, nowMs));
        }
    }

    public FakeCall recognisesNothing() {
        endVoice();
        return tell(new Transcript.Unclear(SID, ++utterance, nowMs - 900, nowMs));
    }

    public FakeCall pass(long ms) {
        for (long end = nowMs + ms; nowMs < end; ) {
            nowMs = Math.min(end, nowMs + 25);
            conversations.tick(nowMs);
            pump();
        }
        return this;
    }

    public FakeCall hangsUp() {
        tell(new MediaEvent.StreamStopped(SID, STREAM, MediaEvent.StopReason.STOPPED_BY_TWILIO, 100, 100));
        return tell(new Call.Ended(SID, "completed", 60));
    }

    public long now() {
        return nowMs;
    }

    public List<String> sentences() {
        return replies().stream()
                .filter(Reply.Sentence.class::isInstance)
                .map(reply -> ((Reply.Sentence) reply).text())
                .toList();
    }

    /** All but what the turns took. */
    public List<Reply> replies() {
        return log.stream()
                .map(Logged::event)
                .filter(event -> event instanceof Reply && !(event instanceof Reply.Composed))
                .map(Reply.class::cast)
                .toList();
    }

    public List<Reply.Composed> composed() {
        return log.stream()
                .map(Logged::event)
                .filter(Reply.Composed.class::isInstance)
                .map(Reply.Composed.class::cast)
                .toList();
    }

    public List<CallOutcome.Concluded> outcomes() {
        return log.stream()
                .map(Logged::event)
                .filter(CallOutcome.Concluded.class::isInstance)
                .map(CallOutcome.Concluded.class::cast)
                .toList();
    }

    public boolean hungUp() {
        return replies().stream().anyMatch(Reply.HangUp.class::isInstance);
    }

    /** Folds another's log, as one who takes the call over; then does what is outstanding. */
    public FakeCall takeOver(List<Logged> past) {
        for (Logged one : past) {
            nowMs = Math.max(nowMs, one.atMs());
            log.add(one);
            conversations.remember(0, one.event(), one.atMs());
            switch (one.event()) {
                case Transcript.Final words -> utterance = Math.max(utterance, words.utterance());
                case Transcript.Unclear noise -> utterance = Math.max(utterance, noise.utterance());
                case MediaEvent.PlaybackFinished heard -> turnsSeen = Math.max(turnsSeen, heard.turn());
                default -> {}
            }
        }
        conversations.resume(0, nowMs);
        pump();
        return this;
    }

    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            for (CallEvent event = next(); event != null; event = next()) {
                log.add(new Logged(nowMs, event));
                conversations.happened(0, event, nowMs);
            }
        } finally {
            pumping = false;
        }
    }

    private CallEvent next() {
        CallEvent told = toTell.poll();
        if (told == null && earsOpen) {
            hearCompletedTurn();
            told = toTell.poll();
        }
        return told;
    }

    /** The newest turn, when it is complete and nobody has taken it back, is heard. */
    private void hearCompletedTurn() {
        List<CallEvent> events = log.stream().map(Logged::event).toList();
        int turn = events.stream()
                .filter(Reply.Completed.class::isInstance)
                .mapToInt(event -> ((Reply.Completed) event).turn())
                .max()
                .orElse(0);
        boolean over = events.stream()
                .anyMatch(event -> event instanceof Reply.Cancelled cancelled && cancelled.turn() == turn);
        if (turn > turnsSeen && !over) {
            turnsSeen = turn;
            nowMs += 100;
            toTell.add(new MediaEvent.PlaybackStarted(SID, turn));
            nowMs += 1500;
            toTell.add(new MediaEvent.PlaybackFinished(SID, turn, 1500));
        }
    }

    private void run(Step.Question question) {
        if (rung >= models.size()) {
            conversations.answered(SID, new Input.NoModelLeft(question.turn(), question.answers()), nowMs);
            return;
        }
        try {
            LanguageModel.Done done = models.get(rung)
                    .answer(
                            question,
                            sentence -> conversations.answered(
                                    SID, new Input.ModelSaid(question.turn(), question.answers(), sentence), nowMs));
            conversations.answered(SID, new Input.ModelDone(question.turn(), question.answers(), done), nowMs);
        } catch (ModelFailure failure) {
            conversations.answered(
                    SID, new Input.ModelFailed(question.turn(), question.answers(), failure.kind()), nowMs);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void say(Step.Say step) {
        toTell.add(step.reply());
    }

    @Override
    public void conclude(Step.Conclude step) {
        toTell.add(step.outcome());
    }

    @Override
    public void askNext(Step.NextModel next) {
        rung = next.sure() ? Math.max(rung + 1, models.size() - 1) : rung + 1;
        switches.add(next);
        asked.add(next.question());
        if (answering || rung >= models.size()) {
            run(next.question());
        }
    }

    @Override
    public void ask(Step.Question question) {
        rung = 0;
        asked.add(question);
        if (answering) {
            run(question);
        }
    }

    @Override
    public void cancelModel(String callSid) {
        cancelledModels.add(callSid);
    }

    @Override
    public void troubled(String callSid, RuntimeException trouble) {
        troubles.add(trouble);
        throw new AssertionError("the conversation broke", trouble);
    }
}
