package io.agentlocator.speech.app;

import io.agentlocator.speech.Sound;
import io.agentlocator.speech.Speaking;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * An utterance is recognised and a sentence spoken by the engines of the calls, before there are any: connections are open
 * and code is warm when the first caller speaks. What a vendor makes of it decides nothing, since a vendor that is out of
 * order is what the ladders are for.
 */
final class RehearsedTurn {

    private static final Logger LOG = Logger.getLogger(RehearsedTurn.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Service.Ready engines;
    private final byte[] utterance;

    /** @param utterance 8 kHz μ-law in which a sentence is spoken */
    RehearsedTurn(Service.Ready engines, byte[] utterance) {
        this.engines = engines;
        this.utterance = utterance;
    }

    /** @param prompts what calls say anyway; the first is spoken */
    void hold(List<String> prompts) throws InterruptedException {
        long began = System.nanoTime();
        String heard = heard();
        String spoken = prompts.isEmpty() ? "not asked" : spoken(prompts.getFirst());
        if (engines.form() == Speaking.Form.CLIP) {
            engines.clips().make(utterance);
        }
        LOG.infof(
                "warm-up turn held recognizer=\"%s\" voice=\"%s\" took_ms=%d",
                heard, spoken, Duration.ofNanos(System.nanoTime() - began).toMillis());
    }

    private String heard() throws InterruptedException {
        var answer = new CompletableFuture<String>();
        Future<?> decoding = engines.decoding()
                .submit(
                        Sound.ofMuLaw(utterance),
                        words -> answer.complete("ok"),
                        trouble -> answer.complete(String.valueOf(trouble.getMessage())));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            decoding.cancel(true);
            return "no answer in " + PATIENCE.toSeconds() + " s";
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        }
    }

    private String spoken(String sentence) throws InterruptedException {
        String passedOver = engines.voices().speak(sentence, 0, mulaw -> true).passedOver();
        return passedOver.isEmpty() ? "ok" : passedOver;
    }
}
