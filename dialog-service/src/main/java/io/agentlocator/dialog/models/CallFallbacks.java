package io.agentlocator.dialog.models;

import io.agentlocator.dialog.ModelFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls whose preferred model has failed. Such a call stays with its fallback for a while, so that its caller does not
 * wait for the same slow model in each turn, even while that model answers other calls. Confined to the conversations'
 * thread.
 */
final class CallFallbacks {

    private static final long STAYS_NANOS = 10_000_000_000L;

    /** Each further failure doubles the time, up to eight times. */
    private static final int MOST_DOUBLINGS = 3;

    /** A call that moves to another instance is not reported as ended here. */
    private static final int MOST_CALLS = 10_000;

    /**
     * @param model the model that was asked last
     * @param position its position in the chain
     * @param times how often in a row a model has failed
     */
    private record Fallback(String model, int position, int times, long untilNanos) {}

    private final String preferred;
    private final LongSupplier nanoTime;
    private final Map<String, Fallback> calls = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Fallback> eldest) {
            return size() > MOST_CALLS;
        }
    };

    /** @param preferred the name of the first model of the chain */
    CallFallbacks(String preferred, LongSupplier nanoTime) {
        this.preferred = preferred;
        this.nanoTime = nanoTime;
    }

    /** The position in the chain at which the call's next request begins. */
    int firstPosition(String callSid) {
        Fallback fallback = calls.get(callSid);
        return fallback != null && nanoTime.getAsLong() - fallback.untilNanos() < 0 ? fallback.position() : 0;
    }

    /** The model that the call was asked last. */
    String model(String callSid) {
        Fallback fallback = calls.get(callSid);
        return fallback == null ? preferred : fallback.model();
    }

    /** @param cause why the model before this one lost the request; null where the request is new */
    void asked(String callSid, ModelChain.Chosen chosen, ModelFailure.@Nullable Kind cause) {
        Fallback before = calls.get(callSid);
        String name = chosen.entry().name();
        int times = before == null ? 0 : before.times();
        if (cause != null) {
            long stays = STAYS_NANOS << Math.min(times, MOST_DOUBLINGS);
            calls.put(callSid, new Fallback(name, chosen.position(), times + 1, nanoTime.getAsLong() + stays));
        } else if (!model(callSid).equals(name)) {
            calls.put(callSid, new Fallback(name, chosen.position(), times, nanoTime.getAsLong()));
        }
    }

    void forget(String callSid) {
        calls.remove(callSid);
    }
}
