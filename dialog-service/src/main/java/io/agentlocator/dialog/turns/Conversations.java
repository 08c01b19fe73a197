package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.Conversation;
import io.agentlocator.dialog.LanguageModels;
import io.agentlocator.dialog.ModelOutput;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The conversations of this instance: each input goes through the rules, and the effects are carried out. Confined to one
 * thread. A failure in one call does not touch the others.
 */
public final class Conversations {

    /** Publishes what the conversations say. Called on the conversations' thread, which it must not block. */
    public interface Output {
        void say(Reply reply);

        void conclude(CallOutcome.Concluded outcome);

        /** A step failed by a fault of ours. The conversation goes on with an apology. */
        void failed(String callSid, RuntimeException cause);
    }

    /** Late events of an ended call arrive within this time. */
    private static final long ENDED_KEPT_MS = 20 * 60_000L;

    private record Held(int partition, Conversation conversation, long touchedMs) {

        boolean ended() {
            return conversation instanceof Conversation.Ended;
        }
    }

    private final ConversationRules rules;
    private final LanguageModels models;
    private final Output output;
    private final LongSupplier nowMs;
    private final Map<String, Held> calls = new HashMap<>();

    /** @param nowMs a monotonic clock in milliseconds */
    public Conversations(ConversationRules rules, LanguageModels models, Output output, LongSupplier nowMs) {
        this.rules = rules;
        this.models = models;
        this.output = output;
        this.nowMs = nowMs;
    }

    /**
     * Folds an event of the past, from a partition that was just taken over.
     *
     * @param age how long ago it happened
     */
    public void remember(int partition, CallEvent event, Duration age) {
        long atMs = nowMs.getAsLong() - age.toMillis();
        Conversation conversation = conversation(event.callSid());
        try {
            keep(event.callSid(), partition, ConversationRules.remember(conversation, event, atMs), atMs);
        } catch (RuntimeException e) {
            output.failed(event.callSid(), e);
        }
    }

    /** The past of the partition is complete. */
    public void resume(int partition) {
        List.copyOf(calls.entrySet()).forEach(call -> {
            if (call.getValue().partition() == partition) {
                step(call.getKey(), partition, new Input.Resume());
            }
        });
    }

    public void happened(int partition, CallEvent event) {
        step(event.callSid(), partition, new Input.Happened(event));
    }

    public void tick() {
        long now = nowMs.getAsLong();
        calls.values().removeIf(held -> held.ended() && now - held.touchedMs() > ENDED_KEPT_MS);
        List.copyOf(calls.entrySet()).forEach(call -> {
            if (!call.getValue().ended()) {
                step(call.getKey(), call.getValue().partition(), new Input.Tick());
            }
        });
    }

    /** The partition belongs to another instance now. */
    public void drop(int partition) {
        calls.forEach((callSid, held) -> {
            if (held.partition() == partition) {
                models.cancel(callSid);
            }
        });
        calls.values().removeIf(held -> held.partition() == partition);
    }

    /** The number of calls that have not ended. */
    public int live() {
        return (int) calls.values().stream().filter(held -> !held.ended()).count();
    }

    /** Drops the output where the call belongs to another instance now. */
    private void answered(String callSid, ModelOutput answer) {
        Held held = calls.get(callSid);
        if (held != null) {
            step(callSid, held.partition(), new Input.Answered(answer));
        }
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

    private void step(String callSid, int partition, Input input) {
        long now = nowMs.getAsLong();
        Conversation conversation = conversation(callSid);
        try {
            take(callSid, partition, rules.step(conversation, input, now), now);
        } catch (RuntimeException cause) {
            output.failed(callSid, cause);
            apologise(callSid, partition, conversation, input, now);
        }
    }

    private void apologise(String callSid, int partition, Conversation before, Input input, long now) {
        try {
            // The event stays a fact, only its effects are given up.
            Conversation conversation = input instanceof Input.Happened(CallEvent event)
                    ? ConversationRules.remember(before, event, now)
                    : before;
            take(callSid, partition, rules.apologise(conversation, now), now);
        } catch (RuntimeException again) {
            output.failed(callSid, again);
        }
    }

    private void take(String callSid, int partition, Transition next, long now) {
        keep(callSid, partition, next.conversation(), now);
        for (Effect effect : next.effects()) {
            switch (effect) {
                case Effect.Say say -> output.say(say.reply());
                case Effect.AskModel ask -> models.ask(ask.request(), answer -> answered(callSid, answer));
                case Effect.AskNextModel ask ->
                    models.askNext(ask.request(), ask.cause(), ask.surest(), answer -> answered(callSid, answer));
                case Effect.CancelModel cancel -> models.cancel(cancel.callSid());
                case Effect.Conclude conclude -> {
                    models.forget(callSid);
                    output.conclude(conclude.outcome());
                }
            }
        }
    }
}
