package io.agentlocator.gateway;

import io.agentlocator.events.Call;
import io.agentlocator.events.CallEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/**
 * The states of all recent calls. Bounded: a call of which nothing was heard for a while is forgotten, and the one that
 * was quiet longest makes room when there are too many. Safe for use by many threads: webhooks and the log write here.
 */
public final class CallBook {

    private record Page(CallState state, long touchedNanos) {}

    private final LinkedHashMap<String, Page> pages = new LinkedHashMap<>(256, 0.75f, true);
    private final int most;
    private final Duration keep;
    private final LongSupplier nanos;
    private final EndedCalls ended;

    /**
     * @param ended which calls are over, also those of which nothing else is remembered
     * @param nanos a monotonic clock
     */
    public CallBook(int most, Duration keep, EndedCalls ended, LongSupplier nanos) {
        this.ended = ended;
        this.most = most;
        this.keep = keep;
        this.nanos = nanos;
    }

    /** Decides and remembers the decision at once, so that two copies of a webhook cannot both be the first. */
    public synchronized CallDesk.Decision decide(Webhook webhook) {
        CallDesk.Decision decision = CallDesk.decide(state(webhook.callSid()), webhook);
        decision.events().forEach(this::fold);
        return decision;
    }

    public synchronized void fold(CallEvent event) {
        CallState before = state(event.callSid());
        if (event instanceof Call.Ended over) {
            ended.add(over.callSid());
        }
        CallState after = before.after(event);
        if (after == before && !pages.containsKey(event.callSid())) {
            return;
        }
        pages.put(event.callSid(), new Page(after, nanos.getAsLong()));
        if (pages.size() > most) {
            pages.pollFirstEntry();
        }
    }

    /** Forgets the calls of which nothing was heard for long enough. */
    public synchronized void expire() {
        long now = nanos.getAsLong();
        while (!pages.isEmpty() && now - pages.firstEntry().getValue().touchedNanos() > keep.toNanos()) {
            pages.pollFirstEntry();
        }
    }

    public synchronized int size() {
        return pages.size();
    }

    public synchronized CallState state(String callSid) {
        Page page = pages.get(callSid);
        if (page != null) {
            return page.state();
        }
        return ended.contains(callSid) ? CallState.OVER : CallState.NEW;
    }
}
