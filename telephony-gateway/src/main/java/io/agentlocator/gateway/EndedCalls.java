package io.agentlocator.gateway;

import org.jspecify.annotations.Nullable;

/**
 * The calls that have ended, remembered long after their states are forgotten: a signed request can be sent again at any
 * time, and it must not open a stream for a call that has ended. Keeps a hash of 8 bytes per call, {@link #heapBytes} in all;
 * the oldest are removed. Safe for all threads.
 *
 * <p>A call that was never seen counts as ended with a probability of the number of remembered calls divided by 2⁶⁴.
 */
public final class EndedCalls {

    private static final long FREE = 0;

    /** Open addressing, at most half full. */
    private final long[] table;

    private final int mask;
    /** In the order of their end, so that the oldest can be removed. */
    private final long[] order;

    private int oldest;
    private int size;

    /** @param most how many calls are remembered; rounded up to a power of two */
    public EndedCalls(int most) {
        int places = Integer.highestOneBit(Math.max(2, most - 1)) << 1;
        this.order = new long[places];
        this.table = new long[places * 2];
        this.mask = table.length - 1;
    }

    /** Its size in the heap, full or empty. */
    long heapBytes() {
        return 8L * (table.length + order.length);
    }

    public synchronized void add(String callSid) {
        long hash = hash(callSid);
        if (find(hash) >= 0) {
            return;
        }
        if (size == order.length) {
            remove(order[oldest]);
            size--;
            order[oldest] = hash;
            oldest = (oldest + 1) & (order.length - 1);
        } else {
            order[(oldest + size) & (order.length - 1)] = hash;
        }
        size++;
        int at = (int) hash & mask;
        while (table[at] != FREE) {
            at = (at + 1) & mask;
        }
        table[at] = hash;
    }

    public synchronized boolean contains(@Nullable String callSid) {
        return callSid != null && find(hash(callSid)) >= 0;
    }

    public synchronized int size() {
        return size;
    }

    private int find(long hash) {
        for (int at = (int) hash & mask; table[at] != FREE; at = (at + 1) & mask) {
            if (table[at] == hash) {
                return at;
            }
        }
        return -1;
    }

    /** Moves later entries up, so that the gap does not hide them. */
    private void remove(long hash) {
        int gap = find(hash);
        for (int at = (gap + 1) & mask; table[at] != FREE; at = (at + 1) & mask) {
            int home = (int) table[at] & mask;
            if (((at - home) & mask) >= ((at - gap) & mask)) {
                table[gap] = table[at];
                gap = at;
            }
        }
        table[gap] = FREE;
    }

    /** FNV-1a over the characters, then the finalizer of SplitMix64; never {@link #FREE}. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return hash == FREE ? 1 : hash;
    }
}
