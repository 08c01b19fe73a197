package io.agentlocator.dialog.app;

import io.agentlocator.dialog.Breaker;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.openai.OpenAiProbe;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Knows at any time whether the server of the language model can be used, without asking it at that moment. */
final class OpenAiWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OpenAiWatch.class);

    private final OpenAiProbe probe;
    private final Breaker breaker;
    private final Duration every;
    private final Thread thread;
    private volatile OpenAiProbe.@Nullable Finding latest;
    private volatile boolean everAllowed;

    /** @param breaker of the preferred engine: what the calls themselves meet counts before what the probe finds */
    OpenAiWatch(OpenAiProbe probe, Breaker breaker, Duration every) {
        this.probe = probe;
        this.breaker = breaker;
        this.every = every;
        this.thread = Thread.ofVirtual().name("openai-watch").start(this::run);
    }

    /** One line: ok, or what is wrong. */
    String state() {
        OpenAiProbe.Finding found = latest;
        ModelFailure.Kind cause = breaker.cause();
        if (cause != null) {
            return "left alone after failures, the last: " + cause + found(found);
        }
        return found == null ? "not asked yet" : found.trouble().orElse("ok");
    }

    private static String found(OpenAiProbe.@Nullable Finding finding) {
        return finding == null
                ? ""
                : finding.trouble().map(trouble -> "; " + trouble).orElse("");
    }

    /** Whether the server has refused our key ever since the start: then this instance must not take calls. */
    boolean refusedFromTheStart() {
        OpenAiProbe.Finding found = latest;
        return found != null && !found.allowed() && !everAllowed;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        String told = "ok";
        try {
            while (true) {
                OpenAiProbe.Finding found = probe.find();
                everAllowed |= found.allowed();
                latest = found;
                String state = found.trouble().orElse("ok");
                if (!state.equals(told)) {
                    LOG.warnf("openai state=\"%s\"", state);
                    told = state;
                }
                Thread.sleep(every);
            }
        } catch (InterruptedException e) {
            // The service stops.
        }
    }
}
