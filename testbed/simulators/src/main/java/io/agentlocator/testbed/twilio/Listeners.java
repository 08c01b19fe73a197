package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.report.TimelineEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Passes events to the listeners on a separate thread. */
final class Listeners implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Listeners.class.getName());
    private static final int MOST_WAITING = 100_000;

    private final List<CallListener> listeners = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final Thread carrier = Thread.ofVirtual().name("call-listeners").start(this::carry);

    void add(CallListener listener) {
        listeners.add(listener);
    }

    void remove(CallListener listener) {
        listeners.remove(listener);
    }

    void tell(String callSid, TimelineEvent event) {
        if (listeners.isEmpty()) return;
        if (!waiting.offer(() -> deliver(callSid, event)) && lost.getAndIncrement() == 0) {
            LOG.log(System.Logger.Level.ERROR, "Listeners are too slow; events are lost");
        }
    }

    private void deliver(String callSid, TimelineEvent event) {
        for (CallListener listener : listeners) {
            try {
                listener.happened(callSid, event);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "A call listener failed", e);
            }
        }
    }

    private void carry() {
        try {
            while (true) waiting.take().run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        carrier.interrupt();
    }
}
