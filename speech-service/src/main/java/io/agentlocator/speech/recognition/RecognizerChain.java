package io.agentlocator.speech.recognition;

import io.agentlocator.shell.breaker.Breaker;
import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.EngineObserver;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.RecognitionResult;
import io.agentlocator.speech.roles.UtteranceRecognizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Engines for whole utterances, best first. An utterance goes to the first engine, and on failure the same sound goes to the
 * next one. Each engine takes a limited number of utterances at once and in its queue; recordings let utterances pass. Safe
 * for all threads.
 */
public final class RecognizerChain implements AutoCloseable {

    /** How often a recording looks whether the engine is free. */
    private static final long RECORDING_POLL_MS = 50;

    /** Nobody on the line waits for the words of a recording. */
    private static final long RECORDING_TIMEOUT_MS = 30_000;

    /** @param passedOver why engines before it did not answer; empty if it is the first */
    public record Answer(String engine, RecognitionResult result, String passedOver) {}

    /**
     * @param atOnce utterances that the engine recognises at once
     * @param queue utterances that may wait for it; one more fails at once
     * @param timeoutMs how long the chain waits for an answer before it asks the next engine; a tenth of the sound's length
     *     is added
     */
    public record Limits(int atOnce, int queue, long timeoutMs) {}

    /** One engine with its limits and its breaker, which calls and recordings share. */
    public static final class Link {

        private final UtteranceRecognizer recognizer;
        private final Breaker breaker;
        private final Limits limits;
        private final Semaphore places;
        private final AtomicInteger waiting = new AtomicInteger();

        public Link(UtteranceRecognizer recognizer, Breaker breaker, Limits limits) {
            this.recognizer = recognizer;
            this.breaker = breaker;
            this.limits = limits;
            this.places = new Semaphore(limits.atOnce(), true);
        }

        public String engine() {
            return recognizer.engine();
        }

        /** Whether its breaker lets everybody ask. */
        public boolean available() {
            return breaker.closed();
        }

        /** Utterances in its queue. */
        public int waiting() {
            return waiting.get();
        }

        /** Blocks; waits for a place first. */
        RecognitionResult recognize(PcmAudio audio, boolean recording) throws EngineFailure, InterruptedException {
            if (recording) {
                while (waiting.get() > 0 || !places.tryAcquire()) {
                    Thread.sleep(RECORDING_POLL_MS);
                }
            } else {
                queue();
            }
            try {
                return recognizer.recognize(audio);
            } finally {
                places.release();
            }
        }

        private void queue() throws EngineFailure, InterruptedException {
            try {
                if (waiting.incrementAndGet() > limits.queue()) {
                    throw new EngineFailure(FailureKind.BUSY, "too many utterances at once");
                }
                places.acquire();
            } finally {
                waiting.decrementAndGet();
            }
        }
    }

    private final List<Link> links;
    private final List<Link> linksOfCalls;
    private final EngineObserver observer;
    private final LongSupplier nowMs;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param skippedByCalls how many of the first links serve recordings only: a streaming engine already had its chance with
     *     a call's utterance
     * @param nowMs monotonic
     */
    public RecognizerChain(List<Link> links, int skippedByCalls, EngineObserver observer, LongSupplier nowMs) {
        if (skippedByCalls >= links.size()) {
            throw new IllegalArgumentException("a chain needs at least one recognizer for calls");
        }
        this.links = List.copyOf(links);
        this.linksOfCalls = this.links.subList(skippedByCalls, links.size());
        this.observer = observer;
        this.nowMs = nowMs;
    }

    /** The engine that is asked first for a call's utterance. */
    public String engine() {
        return linksOfCalls.getFirst().engine();
    }

    public List<Link> links() {
        return links;
    }

    /**
     * Recognises an utterance of a call on a thread of its own. Calls one of both consumers later, from that thread.
     * Cancelling the future is enough to abandon the utterance.
     */
    public Future<?> submit(PcmAudio audio, Consumer<Answer> answered, Consumer<EngineFailure> failed) {
        return workers.submit(() -> {
            try {
                answered.accept(recognize(audio));
            } catch (EngineFailure e) {
                failed.accept(e);
            } catch (InterruptedException e) {
                // The utterance was abandoned.
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                failed.accept(new EngineFailure(FailureKind.UNAVAILABLE, engine() + ": " + e, e));
            }
        });
    }

    /**
     * Recognises an utterance of a call. Blocks until an engine has answered.
     *
     * @throws EngineFailure if no engine answered; not recoverable if every breaker is open now
     */
    public Answer recognize(PcmAudio audio) throws EngineFailure, InterruptedException {
        return recognize(linksOfCalls, audio, false);
    }

    /** All engines as one for recordings, which wait for as long as utterances of calls are queued. */
    public UtteranceRecognizer forRecordings() {
        return new UtteranceRecognizer() {
            @Override
            public String engine() {
                return links.getFirst().engine();
            }

            @Override
            public RecognitionResult recognize(PcmAudio audio) throws EngineFailure, InterruptedException {
                return RecognizerChain.this.recognize(links, audio, true).result();
            }
        };
    }

    private Answer recognize(List<Link> candidates, PcmAudio audio, boolean recording)
            throws EngineFailure, InterruptedException {
        var causes = new ArrayList<String>();
        boolean recoverable = false;
        FailureKind kind = FailureKind.UNAVAILABLE;
        for (Link link : candidates) {
            Breaker.Attempt attempt = link.breaker.attempt();
            if (attempt == null) {
                causes.add(link.engine() + " is given up for now");
                continue;
            }
            long start = nowMs.getAsLong();
            try {
                RecognitionResult result = link == candidates.getLast()
                        ? link.recognize(audio, recording)
                        : recognizeWithin(link, audio, recording);
                attempt.succeeded();
                observer.took(link.engine(), "utterance", nowMs.getAsLong() - start);
                observer.used(link.engine(), "seconds", audio.millis() / 1000.0);
                return new Answer(link.engine(), result, String.join("; ", causes));
            } catch (EngineFailure e) {
                e.report(attempt);
                recoverable |= !e.kind().blamesEngine() || link.breaker.closed();
                kind = e.kind();
                causes.add(link.engine() + ": " + e.getMessage());
                observer.failed(link.engine(), e.kind(), e.reason());
            } finally {
                attempt.abandoned();
            }
        }
        if (!recoverable) {
            kind = FailureKind.NO_ENGINE;
        } else if (!kind.retryable()) {
            kind = FailureKind.UNAVAILABLE;
        }
        throw new EngineFailure(kind, String.join("; ", causes));
    }

    private static RecognitionResult recognizeWithin(Link link, PcmAudio audio, boolean recording)
            throws EngineFailure, InterruptedException {
        long timeoutMs = (recording ? RECORDING_TIMEOUT_MS : link.limits.timeoutMs()) + audio.millis() / 10;
        var answer = new CompletableFuture<RecognitionResult>();
        Thread worker = Thread.ofVirtual().name("recognition").start(() -> {
            try {
                answer.complete(link.recognize(audio, recording));
            } catch (EngineFailure | InterruptedException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new EngineFailure(FailureKind.TIMEOUT, "no answer within " + timeoutMs + " ms");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            worker.interrupt();
        }
    }

    private static EngineFailure failure(@Nullable Throwable cause) {
        return cause instanceof EngineFailure known
                ? known
                : new EngineFailure(FailureKind.UNAVAILABLE, String.valueOf(cause));
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
