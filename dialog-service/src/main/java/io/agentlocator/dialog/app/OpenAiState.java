package io.agentlocator.dialog.app;

import io.agentlocator.dialog.openai.OpenAiProbe;
import io.agentlocator.shell.breaker.Breaker;
import io.agentlocator.shell.operations.OperatorCheck;
import io.agentlocator.shell.operations.PolledCheck;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Whether the server of the language model can be used. Probes it now and then; answers at once. Safe for all threads. */
final class OpenAiState {

    private static final Logger LOG = Logger.getLogger(OpenAiState.class);

    /** The state of a {@link PolledCheck} before its first answer. */
    private static final String NOT_ASKED = "not asked yet";

    private final OpenAiProbe probe;
    private final Breaker breaker;
    private final PolledCheck check;
    private volatile boolean refused;
    private volatile boolean everAllowed;

    /** @param breaker of the preferred model: failures of calls outweigh what the probe finds */
    OpenAiState(OpenAiProbe probe, Breaker breaker, Duration every) {
        this.probe = probe;
        this.breaker = breaker;
        this.check = new PolledCheck(
                "openai",
                this::ask,
                new PolledCheck.Pauses(every, every),
                state -> LOG.warnf("openai state=\"%s\"", state));
    }

    /** One line: ok, or what is wrong. */
    String state() {
        String found = check.state();
        String cause = breaker.cause();
        if (cause == null) {
            return found;
        }
        boolean trouble = !found.equals(OperatorCheck.OK) && !found.equals(NOT_ASKED);
        return "left alone after failures, the last: " + cause + (trouble ? "; " + found : "");
    }

    /** Whether the server has refused our key ever since the start: this instance must not take calls then. */
    boolean refusedFromTheStart() {
        check.state();
        return refused && !everAllowed;
    }

    private String ask() throws InterruptedException {
        OpenAiProbe.Finding found = probe.find();
        everAllowed |= found.allowed();
        refused = !found.allowed();
        return found.trouble().orElse(OperatorCheck.OK);
    }
}
