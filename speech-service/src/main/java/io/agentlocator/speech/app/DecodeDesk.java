package io.agentlocator.speech.app;

import io.agentlocator.speech.Heard;
import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.Sound;
import io.agentlocator.speech.UtteranceRecognizer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Where whole utterances wait for a recogniser: so many at once, so many in line, and no more. Recordings have no caller
 * on the line and let utterances pass. Safe for all threads.
 */
public final class DecodeDesk implements AutoCloseable {

    private static final long STEP_ASIDE_MS = 50;

    private final UtteranceRecognizer recognizer;
    private final int mostWaiting;
    private final Semaphore atOnce;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Timer took;

    public DecodeDesk(UtteranceRecognizer recognizer, int atOnce, int mostWaiting, MeterRegistry metrics) {
        this.recognizer = recognizer;
        this.mostWaiting = mostWaiting;
        this.atOnce = new Semaphore(atOnce, true);
        this.took = Timer.builder("speech.decode")
                .tag("engine", recognizer.engine())
                .register(metrics);
        metrics.gauge("speech.decode.waiting", waiting);
    }

    /** Takes an utterance; one of both is called later, from another thread. Cancelling the future is enough to forget it. */
    public Future<?> submit(Sound sound, Consumer<Heard> heard, Consumer<RecognitionTrouble> failed) {
        boolean room = waiting.incrementAndGet() <= mostWaiting;
        return workers.submit(() -> {
            boolean counted = true;
            try {
                if (!room) {
                    failed.accept(new RecognitionTrouble("too many utterances at once", true));
                    return;
                }
                atOnce.acquire();
                try {
                    waiting.decrementAndGet();
                    counted = false;
                    heard.accept(recognize(sound));
                } finally {
                    atOnce.release();
                }
            } catch (RecognitionTrouble e) {
                failed.accept(e);
            } catch (InterruptedException e) {
                // Nobody wants the words any more.
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                failed.accept(new RecognitionTrouble(recognizer.engine() + ": " + e, true, e));
            } finally {
                if (counted) {
                    waiting.decrementAndGet();
                }
            }
        });
    }

    /** The same recogniser for sound that nobody waits for on the line. */
    public UtteranceRecognizer patient() {
        return new UtteranceRecognizer() {
            @Override
            public String engine() {
                return recognizer.engine();
            }

            @Override
            public Heard recognize(Sound sound) throws RecognitionTrouble, InterruptedException {
                while (waiting.get() > 0 || !atOnce.tryAcquire()) {
                    Thread.sleep(STEP_ASIDE_MS);
                }
                try {
                    return DecodeDesk.this.recognize(sound);
                } finally {
                    atOnce.release();
                }
            }
        };
    }

    private Heard recognize(Sound sound) throws RecognitionTrouble, InterruptedException {
        long start = System.nanoTime();
        try {
            return recognizer.recognize(sound);
        } finally {
            took.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
