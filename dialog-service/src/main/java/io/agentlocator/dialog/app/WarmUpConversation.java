package io.agentlocator.dialog.app;

import io.agentlocator.dialog.Conversation;
import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelOutput;
import io.agentlocator.dialog.ModelRequest;
import io.agentlocator.dialog.turns.ConversationRules;
import io.agentlocator.dialog.turns.Effect;
import io.agentlocator.dialog.turns.Input;
import io.agentlocator.dialog.turns.Transition;
import io.agentlocator.events.Call;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * A conversation with the scripted model, of which nothing is published. It loads classes and number tables, so that the
 * first caller does not wait for them.
 */
final class WarmUpConversation {

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

    WarmUpConversation(ConversationRules rules, LanguageModel model) {
        this.rules = rules;
        this.model = model;
    }

    /** @return the number of sentences of the agent */
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
            Transition next = rules.step(conversation, input, nowMs);
            conversation = next.conversation();
            for (Effect effect : next.effects()) {
                act(effect);
            }
        }
    }

    private void act(Effect effect) throws ModelFailure, InterruptedException {
        switch (effect) {
            case Effect.AskModel asked -> ask(asked.request());
            case Effect.AskNextModel asked -> ask(asked.request());
            case Effect.Say(Reply.Sentence sentence) -> sentences++;
            case Effect.Say(Reply.Completed completed) -> {
                inputs.add(new Input.Happened(new MediaEvent.PlaybackStarted(CALL, completed.turn())));
                inputs.add(new Input.Happened(new MediaEvent.PlaybackFinished(CALL, completed.turn(), MS_BETWEEN)));
            }
            case Effect.Say other -> {}
            case Effect.CancelModel cancel -> {}
            case Effect.Conclude conclude -> {}
        }
    }

    private void ask(ModelRequest request) throws ModelFailure, InterruptedException {
        int turn = request.turn();
        int answers = request.answers();
        LanguageModel.Done done = model.answer(
                request, sentence -> inputs.add(new Input.Answered(new ModelOutput.Sentence(turn, answers, sentence))));
        inputs.add(new Input.Answered(new ModelOutput.Finished(turn, answers, done)));
    }
}
