package io.agentlocator.speech.app;

import io.agentlocator.speech.FailureKind;
import io.agentlocator.speech.Heard;
import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.Sound;
import io.agentlocator.speech.UtteranceRecognizer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where whole utterances wait for one recogniser: so many at once, so many in line, and no more. Recordings have no caller
 * on the line and let utterances pass. Safe for all threads.
 */
public final class DecodeDesk implements UtteranceRecognizer {

    private static final long STEP_ASIDE_MS = 50;

    private final UtteranceRecognizer recognizer;
    private final int mostWaiting;
    private final Semaphore atOnce;
    private final AtomicInteger waiting = new AtomicInteger();

    public DecodeDesk(UtteranceRecognizer recognizer, int atOnce, int mostWaiting, MeterRegistry metrics) {
        this.recognizer = recognizer;
        this.mostWaiting = mostWaiting;
        this.atOnce = new Semaphore(atOnce, true);
        metrics.gauge("agentlocator.decode.waiting", Tags.of("engine", recognizer.engine()), waiting);
    }

    @Override
    public String engine() {
        return recognizer.engine();
    }

    @Override
    public Heard recognize(Sound sound) throws RecognitionTrouble, InterruptedException {
        try {
            if (waiting.incrementAndGet() > mostWaiting) {
                throw new RecognitionTrouble(FailureKind.BUSY, "too many utterances at once");
            }
            atOnce.acquire();
        } finally {
            waiting.decrementAndGet();
        }
        try {
            return recognizer.recognize(sound);
        } finally {
            atOnce.release();
        }
    }

    /** How many stand in line. */
    int waiting() {
        return waiting.get();
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
                    return recognizer.recognize(sound);
                } finally {
                    atOnce.release();
                }
            }
        };
    }
}
