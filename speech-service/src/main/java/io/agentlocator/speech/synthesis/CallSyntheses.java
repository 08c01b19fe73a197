package io.agentlocator.speech.synthesis;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.roles.ClipEncoder;
import io.agentlocator.speech.roles.EngineObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The calls in which this process speaks: one {@link CallSynthesis} each. One thread calls it. */
public final class CallSyntheses implements AutoCloseable {

    /** A call without a reply for this long is over; if it is not, its next reply starts a new {@link CallSynthesis}. */
    private static final long DEAD_AFTER_MS = 600_000;

    private final CallSynthesis.Shared shared;
    private final LongSupplier nowMs;
    private final Map<String, CallSynthesis> byCall = new HashMap<>();

    /**
     * @param publish receives the agent's sound, on any thread
     * @param report receives {@link Transcript.TurnSpoken}, on any thread
     * @param nowMs monotonic
     */
    public CallSyntheses(
            VoiceChain voices,
            Speaking.Form form,
            ClipEncoder clips,
            Consumer<AgentAudio> publish,
            Consumer<Transcript> report,
            EngineObserver observer,
            LongSupplier nowMs) {
        this.shared = new CallSynthesis.Shared(voices, form, clips, publish, report, observer, nowMs);
        this.nowMs = nowMs;
    }

    public void reply(Reply reply) {
        byCall.computeIfAbsent(reply.callSid(), callSid -> new CallSynthesis(shared, callSid))
                .reply(reply);
    }

    /** @param past replies and sound of one call, in the order of their time */
    public void takeOver(String callSid, List<CallEvent> past) {
        var call = new CallSynthesis(shared, callSid);
        byCall.put(callSid, call);
        call.takeOver(past);
    }

    /** Drops calls in which another process speaks now. */
    public void drop(Predicate<String> callSid) {
        dropIf(call -> callSid.test(call.callSid));
    }

    public void tick() {
        long now = nowMs.getAsLong();
        dropIf(call -> now - call.lastReplyMs > DEAD_AFTER_MS);
    }

    private void dropIf(Predicate<CallSynthesis> condition) {
        byCall.values().removeIf(call -> {
            boolean drop = condition.test(call);
            if (drop) {
                call.close();
            }
            return drop;
        });
    }

    @Override
    public void close() {
        drop(callSid -> true);
    }
}
