package io.agentlocator.speech.google;

import io.agentlocator.speech.google.GoogleSettings.Model;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The recognition models, best first, and what is known about each: a model that refuses a feature is asked without it from
 * then on; one that is not usable at all is replaced by the next. All calls share this knowledge. Safe for all threads.
 */
final class GoogleModels implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(GoogleModels.class);

    /** Calls that still use a replaced connection may finish on it for this long. */
    private static final long GRACE_MS = 10_000;

    private static final long BETWEEN_RENEWALS_MS = 3_000;

    /** Connects to a model. */
    interface Connect {
        SpeechApi to(Model model) throws IOException;
    }

    /** A model as it is used now. @param minimal without optional features */
    record Choice(int place, Model model, SpeechApi api, boolean minimal) {}

    private final Connect connect;
    private final List<Choice> chain = new ArrayList<>();
    private final ScheduledExecutorService timer;
    private int current;
    private long renewedMs = Long.MIN_VALUE / 2;

    GoogleModels(List<Model> models, Connect connect, ScheduledExecutorService timer) throws IOException {
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
     * The model refused a request.
     *
     * @return whether there is another request or model to try
     */
    synchronized boolean refused(Choice choice, String cause) {
        var now = chain.get(choice.place);
        if (!choice.minimal) {
            if (!now.minimal) {
                LOG.warnf("asking without extras from now on model=%s cause=%s", choice.model, cause);
                chain.set(choice.place, new Choice(choice.place, choice.model, now.api, true));
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

    /** The connection is open and accepts no data: new streams get a new one. */
    synchronized void renew(Choice stale, long nowMs) {
        var now = chain.get(stale.place);
        if (now.api != stale.api || nowMs - renewedMs < BETWEEN_RENEWALS_MS) {
            return;
        }
        try {
            var fresh = connect.to(stale.model);
            renewedMs = nowMs;
            chain.set(stale.place, new Choice(stale.place, stale.model, fresh, now.minimal));
            LOG.warnf("connection renewed model=%s", stale.model);
            timer.schedule(stale.api::close, GRACE_MS, TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            LOG.errorf("connection not renewed model=%s cause=%s", stale.model, e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        chain.forEach(choice -> choice.api.close());
    }
}
