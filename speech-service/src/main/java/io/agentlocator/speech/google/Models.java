package io.agentlocator.speech.google;

import io.agentlocator.speech.google.GoogleSettings.Model;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The chain of models and what was learnt about each: one that refuses a feature is asked without it from then on, one that
 * cannot be used at all is left for the next. What one call learns all calls know. Safe for all threads.
 */
final class Models implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Models.class);

    /** Calls that still use a connection which is given up may finish on it. */
    private static final long GRACE_MS = 10_000;

    private static final long BETWEEN_RENEWALS_MS = 3_000;

    /** Makes the connection to a model. */
    interface Connect {
        SpeechWire to(Model model) throws IOException;
    }

    /** A model as it is used now. */
    record Choice(int place, Model model, SpeechWire wire, boolean minimal) {}

    private final Connect connect;
    private final List<Choice> chain = new ArrayList<>();
    private final ScheduledExecutorService timer;
    private int current;
    private long renewedMs = Long.MIN_VALUE / 2;

    Models(List<Model> models, Connect connect, ScheduledExecutorService timer) throws IOException {
        this.connect = connect;
        this.timer = timer;
        for (var model : models) {
            chain.add(new Choice(chain.size(), model, connect.to(model), false));
        }
    }

    synchronized Choice current() {
        return chain.get(current);
    }

    synchronized List<Choice> all() {
        return List.copyOf(chain);
    }

    synchronized void use(Choice choice) {
        current = choice.place;
    }

    /**
     * The model refused what it was asked for.
     *
     * @return whether there is something else to try
     */
    synchronized boolean refused(Choice choice, String cause) {
        var now = chain.get(choice.place);
        if (!choice.minimal) {
            if (!now.minimal) {
                LOG.warnf("asking without extras from now on model=%s cause=%s", choice.model, cause);
                chain.set(choice.place, new Choice(choice.place, choice.model, now.wire, true));
            }
            return true;
        }
        if (current != choice.place) {
            return true;
        }
        if (choice.place + 1 < chain.size()) {
            current = choice.place + 1;
            LOG.errorf("model given up model=%s next=%s cause=%s", choice.model, chain.get(current).model, cause);
            return true;
        }
        return false;
    }

    /** The connection takes nothing any more, although nobody closed it: a new one for all who come. */
    synchronized void renew(Choice stale, long nowMs) {
        var now = chain.get(stale.place);
        if (now.wire != stale.wire || nowMs - renewedMs < BETWEEN_RENEWALS_MS) {
            return;
        }
        try {
            var fresh = connect.to(stale.model);
            renewedMs = nowMs;
            chain.set(stale.place, new Choice(stale.place, stale.model, fresh, now.minimal));
            LOG.warnf("connection renewed model=%s", stale.model);
            timer.schedule(stale.wire::close, GRACE_MS, TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            LOG.errorf("connection not renewed model=%s cause=%s", stale.model, e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        chain.forEach(choice -> choice.wire.close());
    }
}
