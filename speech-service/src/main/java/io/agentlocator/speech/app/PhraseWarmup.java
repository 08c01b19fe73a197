package io.agentlocator.speech.app;

import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.synthesis.VoiceChain;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Fills the phrase cache with the agent's fixed sentences, one after another, while no call needs the processors. */
final class PhraseWarmup {

    private static final Logger LOG = Logger.getLogger(PhraseWarmup.class);

    private static final long POLL_MS = 100;

    /** After this many failures in a row the rest is left to calls. */
    private static final int FAILURES_IN_A_ROW = 3;

    private final VoiceChain voices;
    private final BooleanSupplier callerWaits;

    /** @param callerWaits whether a caller speaks or waits for words */
    PhraseWarmup(VoiceChain voices, BooleanSupplier callerWaits) {
        this.voices = voices;
        this.callerWaits = callerWaits;
    }

    /** Blocks until all are cached or the voice fails. @param progress receives what is being done */
    void run(List<String> prompts, Consumer<String> progress) throws InterruptedException {
        long start = System.nanoTime();
        int made = 0;
        int failed = 0;
        int seen = 0;
        for (String prompt : prompts) {
            progress.accept("preparing phrase " + ++seen + " of " + prompts.size());
            while (voices.busy() || callerWaits.getAsBoolean()) {
                Thread.sleep(POLL_MS);
            }
            try {
                made += voices.prepare(prompt) ? 1 : 0;
                failed = 0;
            } catch (EngineFailure e) {
                LOG.warnf("phrase not prepared cause=%s", e.getMessage());
                if (++failed == FAILURES_IN_A_ROW) {
                    return;
                }
            }
        }
        LOG.infof(
                "phrases prepared phrases=%d made=%d took_ms=%d",
                prompts.size(), made, (System.nanoTime() - start) / 1_000_000);
    }
}
