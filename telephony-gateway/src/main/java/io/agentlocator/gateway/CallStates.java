package io.agentlocator.gateway;

import io.agentlocator.events.Call;
import io.agentlocator.events.CallEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/**
 * The states of all recent calls. Bounded: a call without events for {@code keep} is forgotten, and when there are too many
 * calls, the one without events for the longest time is forgotten. Safe for all threads: webhooks and the call log write
 * here.
 */
public final class CallStates {

    private record Known(CallState state, long touchedNanos) {}

    private final LinkedHashMap<String, Known> calls = new LinkedHashMap<>(256, 0.75f, true);
    private final int most;
    private final Duration keep;
    private final EndedCalls ended;
    private final LongSupplier nanos;

    /**
     * @param ended the calls that have ended, including those whose state was forgotten
     * @param nanos a monotonic clock
     */
    public CallStates(int most, Duration keep, EndedCalls ended, LongSupplier nanos) {
        this.most = most;
        this.keep = keep;
        this.ended = ended;
        this.nanos = nanos;
    }

    /** Decides, and folds the decision's events in the same step, so two copies of a webhook cannot both be the first. */
    public synchronized CallState.Decision decide(Webhook webhook) {
        CallState.Decision decision = state(webhook.callSid()).decide(webhook);
        decision.events().forEach(this::fold);
        return decision;
    }

    public synchronized void fold(CallEvent event) {
        CallState before = state(event.callSid());
        if (event instanceof Call.Ended over) {
            ended.add(over.callSid());
        }
        CallState after = before.after(event);
        if (after == before && !calls.containsKey(event.callSid())) {
            return;
        }
        calls.put(event.callSid(), new Known(after, nanos.getAsLong()));
        if (calls.size() > most) {
            calls.pollFirstEntry();
        }
    }

    /** Forgets the calls without events for {@code keep}. */
    public synchronized void expire() {
        long now = nanos.getAsLong();
        while (!calls.isEmpty() && now - calls.firstEntry().getValue().touchedNanos() > keep.toNanos()) {
            calls.pollFirstEntry();
        }
    }

    public synchronized int size() {
        return calls.size();
    }

    public synchronized CallState state(String callSid) {
        Known call = calls.get(callSid);
        if (call != null) {
            return call.state();
        }
        return ended.contains(callSid) ? CallState.OVER : CallState.NEW;
    }
}
