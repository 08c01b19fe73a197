package io.agentlocator.gateway.twilio;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The recent answers, so that a webhook that is sent again gets the same document. Bounded. Safe for all threads: of two
 * copies at the same time, one computes and both get its document.
 */
final class RepeatedAnswers {

    private final LinkedHashMap<String, Slot> slots = new LinkedHashMap<>();
    private final int most;
    private final LongSupplier nanos;

    /** @param nanos a monotonic clock */
    RepeatedAnswers(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /** @param repeatable whether a copy gets the same document */
    record Document(String twiml, boolean repeatable) {}

    /** @param keep for how long a repetition is answered from memory; counted from the first */
    String answer(String key, Duration keep, Supplier<Document> first) {
        return slot(key, keep).answer(first);
    }

    private synchronized Slot slot(String key, Duration keep) {
        long now = nanos.getAsLong();
        Slot known = slots.get(key);
        if (known != null && now - known.untilNanos < 0) {
            return known;
        }
        slots.remove(key);
        while (slots.size() >= most) {
            slots.pollFirstEntry();
        }
        Slot fresh = new Slot(now + keep.toNanos());
        slots.put(key, fresh);
        return fresh;
    }

    private static final class Slot {
        private final long untilNanos;
        private @Nullable String document;

        Slot(long untilNanos) {
            this.untilNanos = untilNanos;
        }

        /** A failure is not remembered: the next copy computes again. */
        synchronized String answer(Supplier<Document> first) {
            String known = document;
            if (known != null) {
                return known;
            }
            Document computed = first.get();
            document = computed.repeatable() ? computed.twiml() : null;
            return computed.twiml();
        }
    }
}
