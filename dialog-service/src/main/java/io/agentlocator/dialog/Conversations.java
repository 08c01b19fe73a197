package io.agentlocator.dialog;

import io.agentlocator.events.CallEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The conversations of this instance. Confined to one thread; what a model answers comes back through it. One call's
 * trouble stays that call's.
 */
public final class Conversations {

    /** What is done for conversations; called on the conversations' thread and not to block it. */
    public interface Effects {
        void say(Step.Say step);

        void conclude(Step.Conclude step);

        /** A later question of the same call takes the place of an earlier one. */
        void ask(Step.Question question);

        /** The model at work for the call, or the one that has just failed, is given up for the next in order. */
        void askNext(Step.NextModel next);

        void cancelModel(String callSid);

        /** Something of ours went wrong in a call; it goes on with an apology. */
        void troubled(String callSid, RuntimeException trouble);
    }

    private static final long ENDED_KEPT_MS = 20 * 60_000L;

    private record Held(int partition, Conversation conversation, long touchedMs) {}

    private final ConversationRules rules;
    private final Effects effects;
    private final Map<String, Held> calls = new HashMap<>();

    public Conversations(ConversationRules rules, Effects effects) {
        this.rules = rules;
        this.effects = effects;
    }

    /** An event of the past, of a partition that was just taken over. */
    public void remember(int partition, CallEvent event, long atMs) {
        Conversation conversation = conversation(event.callSid());
        try {
            keep(event.callSid(), partition, ConversationRules.remember(conversation, event, atMs), atMs);
        } catch (RuntimeException e) {
            effects.troubled(event.callSid(), e);
        }
    }

    /** The past of the partition is complete. */
    public void resume(int partition, long nowMs) {
        List.copyOf(calls.entrySet()).forEach(call -> {
            if (call.getValue().partition() == partition) {
                step(call.getKey(), partition, new Input.Resume(), nowMs);
            }
        });
    }

    public void happened(int partition, CallEvent event, long nowMs) {
        step(event.callSid(), partition, new Input.Happened(event), nowMs);
    }

    /** A model's answer; of a call that is not ours any more it is dropped. */
    public void answered(String callSid, Input input, long nowMs) {
        Held held = calls.get(callSid);
        if (held != null) {
            step(callSid, held.partition(), input, nowMs);
        }
    }

    public void tick(long nowMs) {
        calls.entrySet()
                .removeIf(call -> call.getValue().conversation() instanceof Conversation.Ended
                        && nowMs - call.getValue().touchedMs() > ENDED_KEPT_MS);
        for (var call : List.copyOf(calls.entrySet())) {
            if (!(call.getValue().conversation() instanceof Conversation.Ended)) {
                step(call.getKey(), call.getValue().partition(), new Input.Tick(), nowMs);
            }
        }
    }

    public void drop(int partition) {
        forPartition(partition, effects::cancelModel);
        calls.values().removeIf(held -> held.partition() == partition);
    }

    /** How many calls are not over. */
    public int live() {
        return (int) calls.values().stream()
                .filter(held -> !(held.conversation() instanceof Conversation.Ended))
                .count();
    }

    private void forPartition(int partition, Consumer<String> action) {
        calls.forEach((callSid, held) -> {
            if (held.partition() == partition) {
                action.accept(callSid);
            }
        });
    }

    private Conversation conversation(String callSid) {
        Held held = calls.get(callSid);
        return held == null ? ConversationRules.begin(callSid) : held.conversation();
    }

    private void keep(String callSid, int partition, Conversation conversation, long atMs) {
        Held before = calls.get(callSid);
        long touched = before != null && before.conversation().equals(conversation) ? before.touchedMs() : atMs;
        calls.put(callSid, new Held(partition, conversation, touched));
    }

    private void step(String callSid, int partition, Input input, long nowMs) {
        Conversation conversation = conversation(callSid);
        try {
            take(callSid, partition, rules.step(conversation, input, nowMs), nowMs);
        } catch (RuntimeException trouble) {
            effects.troubled(callSid, trouble);
            apologise(callSid, partition, conversation, input, nowMs);
        }
    }

    private void apologise(String callSid, int partition, Conversation before, Input input, long nowMs) {
        try {
            // The event stays a fact, only what it led to is given up.
            Conversation conversation = input instanceof Input.Happened(CallEvent event)
                    ? ConversationRules.remember(before, event, nowMs)
                    : before;
            take(callSid, partition, rules.apologise(conversation, nowMs), nowMs);
        } catch (RuntimeException again) {
            effects.troubled(callSid, again);
        }
    }

    private void take(String callSid, int partition, Next next, long nowMs) {
        keep(callSid, partition, next.conversation(), nowMs);
        for (Step step : next.steps()) {
            switch (step) {
                case Step.Say say -> effects.say(say);
                case Step.AskModel(Step.Question question) -> effects.ask(question);
                case Step.NextModel switching -> effects.askNext(switching);
                case Step.CancelModel(String call) -> effects.cancelModel(call);
                case Step.Conclude conclude -> effects.conclude(conclude);
            }
        }
    }
}
