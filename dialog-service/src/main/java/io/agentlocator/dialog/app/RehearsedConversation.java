package io.agentlocator.dialog.app;

import io.agentlocator.dialog.Conversation;
import io.agentlocator.dialog.ConversationRules;
import io.agentlocator.dialog.Input;
import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.Next;
import io.agentlocator.dialog.Step;
import io.agentlocator.events.Call;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * A conversation by the rules, with a model that needs nobody, of which nothing is said to anyone: the first caller should
 * not wait for classes and number tables to load.
 */
final class RehearsedConversation {

    private static final String CALL = "warm-up";
    private static final List<String> CALLER = List.of(
            "שלום, אני מחפש דירה לקנייה בחולון", "שלושה חדרים, עד שני מיליון", "קוראים לי דנה כהן, 052-538-1648");
    private static final long MS_BETWEEN = 1_000;

    private final ConversationRules rules;
    private final LanguageModel model;
    private final Queue<Input> inputs = new ArrayDeque<>();
    private Conversation conversation = ConversationRules.begin(CALL);
    private long nowMs = 1;
    private int sentences;

    RehearsedConversation(ConversationRules rules, LanguageModel model) {
        this.rules = rules;
        this.model = model;
    }

    /** @return how many sentences the agent would have said */
    int hold() throws ModelFailure, InterruptedException {
        inputs.add(new Input.Happened(new Call.Received(CALL, "+972500000000", "", Call.Direction.INBOUND, 0)));
        inputs.add(new Input.Happened(new MediaEvent.StreamStarted(CALL, CALL)));
        for (int said = 0; said < CALLER.size(); said++) {
            inputs.add(new Input.Happened(
                    new Transcript.Final(CALL, said + 1, CALLER.get(said), 1, 0, MS_BETWEEN, 0, "warm-up")));
            take();
        }
        return sentences;
    }

    private void take() throws ModelFailure, InterruptedException {
        Input input;
        while ((input = inputs.poll()) != null) {
            nowMs += MS_BETWEEN;
            Next next = rules.step(conversation, input, nowMs);
            conversation = next.conversation();
            for (Step step : next.steps()) {
                act(step);
            }
        }
    }

    private void act(Step step) throws ModelFailure, InterruptedException {
        switch (step) {
            case Step.AskModel(Step.Question question) -> ask(question);
            case Step.NextModel next -> ask(next.question());
            case Step.Say(Reply.Sentence sentence) -> sentences++;
            case Step.Say(Reply.Completed completed) -> {
                inputs.add(new Input.Happened(new MediaEvent.PlaybackStarted(CALL, completed.turn())));
                inputs.add(new Input.Happened(new MediaEvent.PlaybackFinished(CALL, completed.turn(), MS_BETWEEN)));
            }
            case Step.Say other -> {}
            case Step.CancelModel cancel -> {}
            case Step.Conclude conclude -> {}
        }
    }

    private void ask(Step.Question question) throws ModelFailure, InterruptedException {
        LanguageModel.Done done = model.answer(
                question, sentence -> inputs.add(new Input.ModelSaid(question.turn(), question.answers(), sentence)));
        inputs.add(new Input.ModelDone(question.turn(), question.answers(), done));
    }
}
