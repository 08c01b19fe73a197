package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.FixedPhrases;
import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.LanguageModels;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelOutput;
import io.agentlocator.dialog.ModelRequest;
import io.agentlocator.dialog.hebrew.UtteranceReader;
import io.agentlocator.dialog.lead.LeadReader;
import io.agentlocator.dialog.lead.SlotQuestions;
import io.agentlocator.dialog.libphonenumber.IsraeliPhoneNumbers;
import io.agentlocator.dialog.scripted.ScriptedDialog;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * One call on a clock that the test holds: its log, its conversation, the language models, and a caller who hears each
 * completed turn to its end, unless {@link #playbackOff}. Everything that the conversation publishes goes to the log and
 * comes back from it, as over Kafka.
 */
public final class FakeCall implements Conversations.Output, LanguageModels {

    public static final String SID = "CA00000000000000000000000000000001";
    public static final String STREAM = "MZ00000000000000000000000000000001";
    public static final String CALLER = "+972525381648";

    public record Logged(long atMs, CallEvent event) {}

    public final FixedPhrases phrases = new FixedPhrases("שי דירות ומשרדים");
    public final LeadReader leads =
            new LeadReader(new UtteranceReader(new IsraeliPhoneNumbers()), new SlotQuestions(phrases.questions()));
    public final List<Logged> log = new ArrayList<>();
    public final List<ModelRequest> asked = new ArrayList<>();
    public final List<Effect.AskNextModel> switches = new ArrayList<>();
    public final List<String> cancelledModels = new ArrayList<>();

    private final Conversations conversations;
    private final List<LanguageModel> models;
    private int position;
    private Consumer<ModelOutput> outputs = output -> {};
    private final Deque<CallEvent> upcoming = new ArrayDeque<>();
    private long nowMs = 1_000_000;
    private int utterance;
    private int turnsSeen;
    private boolean playback = true;
    private boolean answering = true;
    private boolean pumping;

    public FakeCall() {
        this(TurnSettings.DEFAULTS);
    }

    /** @param inOrder the models, the preferred one first; the script alone where none is given */
    public FakeCall(TurnSettings settings, LanguageModel... inOrder) {
        this.models = inOrder.length == 0 ? List.of(new ScriptedDialog(phrases, leads)) : List.of(inOrder);
        this.conversations =
                new Conversations(new ConversationRules(settings, phrases, leads), this, this, () -> nowMs);
    }

    /** The call is answered, the greeting is over, a stream is open. */
    public FakeCall begun() {
        return begunFrom(CALLER);
    }

    public FakeCall begunFrom(String from) {
        happens(new Call.Received(SID, from, "+97237654321", Call.Direction.INBOUND, 2400));
        happens(new Call.Answered(SID));
        return happens(new MediaEvent.StreamStarted(SID, STREAM));
    }

    /** The model does not answer until {@link #modelAnswers}. */
    public FakeCall modelWaits() {
        answering = false;
        return this;
    }

    /** From now on a model answers as soon as it is asked. */
    public FakeCall answersAgain() {
        answering = true;
        return this;
    }

    /** The model answers its latest request now. */
    public FakeCall modelAnswers() {
        answering = true;
        run(asked.getLast());
        pump();
        return this;
    }

    public FakeCall model(ModelOutput output) {
        outputs.accept(output);
        pump();
        return this;
    }

    /** The test reports the playback of turns itself. */
    public FakeCall playbackOff() {
        playback = false;
        return this;
    }

    public FakeCall playbackOn() {
        playback = true;
        return this;
    }

    public FakeCall happens(CallEvent event) {
        upcoming.add(event);
        pump();
        return this;
    }

    /** The caller speaks a whole utterance. Returns the sentences that the agent then says. */
    public List<String> says(String words) {
        int before = sentences().size();
        happens(new MediaEvent.SpeechStarted(SID, STREAM, nowMs, false));
        pass(900);
        happens(new MediaEvent.SpeechEnded(SID, STREAM, nowMs));
        pass(700);
        happens(new Transcript.Final(SID, ++utterance, words, 0.9, nowMs - 1600, nowMs - 700, 100, "fake"));
        return sentences().subList(before, sentences().size());
    }

    /** The transcript of an utterance; a voice that still sounds ends first. */
    public FakeCall recognises(String words) {
        endVoice();
        return happens(new Transcript.Final(SID, ++utterance, words, 0.9, nowMs - 900, nowMs, 100, "fake"));
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
            happens(new MediaEvent.SpeechEnded(SID, STREAM, nowMs));
        }
    }

    public FakeCall recognisesNothing() {
        endVoice();
        return happens(new Transcript.Unclear(SID, ++utterance, nowMs - 900, nowMs));
    }

    public FakeCall pass(long ms) {
        for (long end = nowMs + ms; nowMs < end; ) {
            nowMs = Math.min(end, nowMs + 25);
            conversations.tick();
            pump();
        }
        return this;
    }

    public FakeCall hangsUp() {
        happens(new MediaEvent.StreamStopped(SID, STREAM, MediaEvent.StopReason.STOPPED_BY_TWILIO, 100, 100));
        return happens(new Call.Ended(SID, "completed", 60));
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

    /** All but {@code Reply.Composed}. */
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

    /** Folds the log of another process as one that takes the call over, then does what is outstanding. */
    public FakeCall takeOver(List<Logged> past) {
        for (Logged one : past) {
            nowMs = Math.max(nowMs, one.atMs());
            log.add(one);
            conversations.remember(0, one.event(), Duration.ofMillis(nowMs - one.atMs()));
            switch (one.event()) {
                case Transcript.Final words -> utterance = Math.max(utterance, words.utterance());
                case Transcript.Unclear noise -> utterance = Math.max(utterance, noise.utterance());
                case MediaEvent.PlaybackFinished heard -> turnsSeen = Math.max(turnsSeen, heard.turn());
                default -> {}
            }
        }
        conversations.resume(0);
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
                conversations.happened(0, event);
            }
        } finally {
            pumping = false;
        }
    }

    private CallEvent next() {
        CallEvent event = upcoming.poll();
        if (event == null && playback) {
            playCompletedTurn();
            event = upcoming.poll();
        }
        return event;
    }

    /** Plays the newest turn where it is complete and not cancelled. */
    private void playCompletedTurn() {
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
            upcoming.add(new MediaEvent.PlaybackStarted(SID, turn));
            nowMs += 1500;
            upcoming.add(new MediaEvent.PlaybackFinished(SID, turn, 1500));
        }
    }

    private void run(ModelRequest request) {
        int turn = request.turn();
        int answers = request.answers();
        if (position >= models.size()) {
            outputs.accept(new ModelOutput.NoModelLeft(turn, answers));
            return;
        }
        try {
            LanguageModel.Done done = models.get(position)
                    .answer(request, text -> outputs.accept(new ModelOutput.Sentence(turn, answers, text)));
            outputs.accept(new ModelOutput.Finished(turn, answers, done));
        } catch (ModelFailure failure) {
            outputs.accept(new ModelOutput.Failed(turn, answers, failure.kind()));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void say(Reply reply) {
        upcoming.add(reply);
    }

    @Override
    public void conclude(CallOutcome.Concluded outcome) {
        upcoming.add(outcome);
    }

    @Override
    public void askNext(ModelRequest request, ModelFailure.Kind cause, boolean surest, Consumer<ModelOutput> to) {
        position = surest ? Math.max(position + 1, models.size() - 1) : position + 1;
        switches.add(new Effect.AskNextModel(request, cause, surest));
        outputs = to;
        asked.add(request);
        if (answering || position >= models.size()) {
            run(request);
        }
    }

    @Override
    public void ask(ModelRequest request, Consumer<ModelOutput> to) {
        position = 0;
        outputs = to;
        asked.add(request);
        if (answering) {
            run(request);
        }
    }

    @Override
    public void cancel(String callSid) {
        cancelledModels.add(callSid);
    }

    @Override
    public void forget(String callSid) {}

    @Override
    public void failed(String callSid, RuntimeException cause) {
        throw new AssertionError("the conversation failed", cause);
    }
}
