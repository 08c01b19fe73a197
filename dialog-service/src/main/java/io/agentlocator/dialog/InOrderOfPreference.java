package io.agentlocator.dialog;

import io.agentlocator.dialog.Step.Question;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A model, and another that answers in its place when it fails before its first word: the caller hears one turn. A model
 * that has failed several times in a row is left alone for a while and then tried by one call at a time, so that its
 * outage does not cost each caller its time-out.
 */
public final class InOrderOfPreference implements LanguageModel {

    /** Told of every failure; for logs and counters. */
    public interface Failures {
        void failed(String callSid, ModelFailure failure);
    }

    private static final int FAILURES_TO_OPEN = 3;
    private static final long LEFT_ALONE_NANOS = 10_000_000_000L;

    private final LanguageModel first;
    private final LanguageModel second;
    private final LongSupplier nanoTime;
    private final Failures failures;
    private final AtomicInteger failedInARow = new AtomicInteger();
    private final AtomicLong nextTry = new AtomicLong();

    public InOrderOfPreference(LanguageModel first, LanguageModel second, LongSupplier nanoTime, Failures failures) {
        this.first = first;
        this.second = second;
        this.nanoTime = nanoTime;
        this.failures = failures;
    }

    @Override
    public Done answer(Question question, Consumer<String> sentences) throws ModelFailure, InterruptedException {
        if (!mayTry()) {
            return second.answer(question, sentences);
        }
        var said = new AtomicInteger();
        try {
            Done done = first.answer(question, sentence -> {
                said.incrementAndGet();
                sentences.accept(sentence);
            });
            failedInARow.set(0);
            return done;
        } catch (ModelFailure failure) {
            if (failedInARow.incrementAndGet() >= FAILURES_TO_OPEN) {
                nextTry.set(nanoTime.getAsLong() + LEFT_ALONE_NANOS);
            }
            failures.failed(question.callSid(), failure);
            if (said.get() > 0) {
                throw failure;
            }
            return second.answer(question, sentences);
        }
    }

    /** Whether the first model is being left alone after failures. */
    public boolean resting() {
        return failedInARow.get() >= FAILURES_TO_OPEN && nanoTime.getAsLong() - nextTry.get() < 0;
    }

    private boolean mayTry() {
        if (failedInARow.get() < FAILURES_TO_OPEN) {
            return true;
        }
        long due = nextTry.get();
        long now = nanoTime.getAsLong();
        return now - due >= 0 && nextTry.compareAndSet(due, now + LEFT_ALONE_NANOS);
    }
}
