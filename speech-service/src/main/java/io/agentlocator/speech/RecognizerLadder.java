package io.agentlocator.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Engines for whole utterances, best first. Each is asked with the same sound, so whoever answers has heard all of it. Safe
 * for all threads.
 */
public final class RecognizerLadder {

    /**
     * @param patienceMs how long its answer is waited for while another engine stands behind it, besides a tenth of the
     *     sound's length
     */
    public record Rung(UtteranceRecognizer recognizer, Breaker breaker, long patienceMs) {}

    /** @param passedOver why engines before it did not answer; empty when it is the first */
    public record Answer(String engine, Heard heard, String passedOver) {}

    private final List<Rung> rungs;
    private final VendorWatch watch;
    private final LongSupplier nowMs;

    public RecognizerLadder(List<Rung> rungs, VendorWatch watch, LongSupplier nowMs) {
        if (rungs.isEmpty()) {
            throw new IllegalArgumentException("somebody must recognise");
        }
        this.rungs = List.copyOf(rungs);
        this.watch = watch;
        this.nowMs = nowMs;
    }

    /** The engine that is asked first. */
    public String engine() {
        return rungs.getFirst().recognizer().engine();
    }

    /**
     * Blocks until some engine has answered.
     *
     * @throws RecognitionTrouble when none could; not recoverable when none is left that would be asked a moment later
     */
    public Answer recognize(Sound sound) throws RecognitionTrouble, InterruptedException {
        var causes = new ArrayList<String>();
        boolean hope = false;
        FailureKind kind = FailureKind.UNAVAILABLE;
        for (int place = 0; place < rungs.size(); place++) {
            Rung rung = rungs.get(place);
            String engine = rung.recognizer().engine();
            if (!rung.breaker().mayAsk(nowMs.getAsLong())) {
                causes.add(engine + " is given up for now");
                continue;
            }
            long start = nowMs.getAsLong();
            try {
                Heard heard = place == rungs.size() - 1
                        ? rung.recognizer().recognize(sound)
                        : bounded(rung, sound, rung.patienceMs() + sound.millis() / 10);
                rung.breaker().succeeded();
                watch.took(engine, "utterance", nowMs.getAsLong() - start);
                watch.used(engine, "seconds", sound.millis() / 1000.0);
                return new Answer(engine, heard, String.join("; ", causes));
            } catch (RecognitionTrouble trouble) {
                hope |= blame(rung, trouble);
                kind = trouble.kind();
                causes.add(engine + ": " + trouble.getMessage());
                watch.failed(engine, trouble.kind(), String.valueOf(trouble.getMessage()));
            }
        }
        String all = String.join("; ", causes);
        throw hope
                ? new RecognitionTrouble(kind.passing() ? kind : FailureKind.UNAVAILABLE, all)
                : new RecognitionTrouble(all, false);
    }

    /** @return whether it may be asked again soon */
    private boolean blame(Rung rung, RecognitionTrouble trouble) {
        long now = nowMs.getAsLong();
        if (!trouble.kind().blamesEngine()) {
            return true;
        }
        if (trouble.kind() == FailureKind.CREDENTIALS) {
            rung.breaker().refused(now);
        } else {
            rung.breaker().failed(now);
        }
        return rung.breaker().closed();
    }

    private static Heard bounded(Rung rung, Sound sound, long boundMs) throws RecognitionTrouble, InterruptedException {
        var answer = new CompletableFuture<Heard>();
        Thread asking = Thread.ofVirtual().name("recognition").start(() -> {
            try {
                answer.complete(rung.recognizer().recognize(sound));
            } catch (RecognitionTrouble | InterruptedException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(boundMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new RecognitionTrouble(FailureKind.TIMEOUT, "no answer within " + boundMs + " ms");
        } catch (ExecutionException e) {
            throw trouble(e.getCause());
        } finally {
            asking.interrupt();
        }
    }

    private static RecognitionTrouble trouble(@Nullable Throwable cause) {
        return cause instanceof RecognitionTrouble known
                ? known
                : new RecognitionTrouble(FailureKind.UNAVAILABLE, String.valueOf(cause));
    }
}
