package io.agentlocator.shell.operations;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A check that has to ask somebody, such as a vendor or a database. {@link #state} returns the last answer at once. When
 * that answer is too old, it also starts a virtual thread that asks again. At most one thread asks at a time, so a vendor
 * that does not answer costs one thread. There is nothing to start or to close: the state reports call {@link #state} every
 * half second while the service runs.
 */
public final class PolledCheck implements OperatorCheck {

    /** Asks; may block for some seconds. */
    public interface Question {

        /**
         * @return {@link OperatorCheck#OK}, or what is wrong in one line; never a secret
         * @throws Exception the state names its class only: its message may hold an address with credentials
         */
        String ask() throws Exception;
    }

    /**
     * How long an answer counts.
     *
     * @param whileOk after the answer {@link OperatorCheck#OK}
     * @param whileWrong after any other answer
     */
    public record Pauses(Duration whileOk, Duration whileWrong) {}

    private final String name;
    private final Question question;
    private final Pauses pauses;
    private final Consumer<String> changed;
    private final LongSupplier nanoTime;
    private final Executor executor;
    private volatile String known = "not asked yet";
    private String reported = OK;
    private boolean asking;
    private long nextNanos;

    /**
     * @param changed receives each answer that differs from the one before; before the first, the answer counts as
     *     {@link OperatorCheck#OK}. Called on the asking thread
     */
    public PolledCheck(String name, Question question, Pauses pauses, Consumer<String> changed) {
        this(
                name,
                question,
                pauses,
                changed,
                System::nanoTime,
                task -> Thread.ofVirtual().name("check-" + name).start(task));
    }

    public PolledCheck(String name, Question question, Pauses pauses) {
        this(name, question, pauses, answer -> {});
    }

    PolledCheck(
            String name,
            Question question,
            Pauses pauses,
            Consumer<String> changed,
            LongSupplier nanoTime,
            Executor executor) {
        this.name = name;
        this.question = question;
        this.pauses = pauses;
        this.changed = changed;
        this.nanoTime = nanoTime;
        this.executor = executor;
        this.nextNanos = nanoTime.getAsLong();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String state() {
        if (due()) {
            executor.execute(this::ask);
        }
        return known;
    }

    private synchronized boolean due() {
        if (asking || nanoTime.getAsLong() - nextNanos < 0) {
            return false;
        }
        asking = true;
        return true;
    }

    private void ask() {
        String answer = "cannot be asked";
        try {
            answer = question.ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            answer = "cannot be asked: " + e.getClass().getSimpleName();
        } finally {
            answered(answer);
        }
    }

    private void answered(String answer) {
        known = answer;
        boolean differs;
        synchronized (this) {
            differs = !answer.equals(reported);
            reported = answer;
            asking = false;
            Duration pause = answer.equals(OK) ? pauses.whileOk() : pauses.whileWrong();
            nextNanos = nanoTime.getAsLong() + pause.toNanos();
        }
        if (differs) {
            changed.accept(answer);
        }
    }
}
