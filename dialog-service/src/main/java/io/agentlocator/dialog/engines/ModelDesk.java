package io.agentlocator.dialog.engines;

import io.agentlocator.dialog.Engines;
import io.agentlocator.dialog.Engines.Chosen;
import io.agentlocator.dialog.Input;
import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.Step;
import io.agentlocator.dialog.Step.Question;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where the calls' questions are answered: each on a virtual thread of its own, by the best engine that its vendor's
 * breaker lets through. Confined to the conversations' thread but for the answering itself, whose results come back there.
 */
public final class ModelDesk implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ModelDesk.class);
    private static final int MOST_LET_DOWN = 10_000;
    private static final long STAYS_NANOS = 10_000_000_000L;
    private static final int MOST_DOUBLINGS = 3;

    /** The conversations that ask. */
    public interface Conversations {
        /** From any thread: runs the task on the conversations' own thread, or drops it when they are gone. */
        void submit(Runnable task);

        /** On the conversations' thread. */
        void answered(String callSid, Input input);
    }

    private record AtWork(Question question, Chosen chosen, Thread thread) {}

    private final Engines engines;
    private final Tally tally;
    private final LongSupplier nanoTime;
    private final Conversations conversations;
    /** The engine that answers a call's latest question, or has answered it or failed. */
    private final Map<String, AtWork> calls = new HashMap<>();
    /** The calls that a better engine has let down. Bounded, as some move away without an end. */
    private final Map<String, LetDown> letDown = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LetDown> eldest) {
            return size() > MOST_LET_DOWN;
        }
    };

    /**
     * A call stays for a while with the engine that took over, so that its caller does not wait for the same slow one at
     * each turn, also where that answers others.
     *
     * @param engine which one answered last
     * @param rung where that stands
     * @param times how often in a row it came to that
     */
    private record LetDown(String engine, int rung, int times, long untilNanos) {}

    public ModelDesk(Engines engines, Tally tally, LongSupplier nanoTime, Conversations conversations) {
        this.engines = engines;
        this.tally = tally;
        this.nanoTime = nanoTime;
        this.conversations = conversations;
        tally.mayBeSwitched(engines.inOrder());
    }

    /** A later question of the same call takes the place of an earlier one. */
    public void ask(Question question) {
        cancel(question.callSid());
        LetDown before = letDown.get(question.callSid());
        int rung = before != null && nanoTime.getAsLong() - before.untilNanos() < 0 ? before.rung() : 0;
        Optional<Chosen> found = engines.from(rung);
        start(question, found.isPresent() ? found : engines.from(0), null);
    }

    /** The engine at work for the call, or the one that has just failed, is given up for one that stands after it. */
    public void askNext(Step.NextModel next) {
        AtWork before = calls.remove(next.question().callSid());
        int rung = before == null ? 0 : before.chosen().rung() + 1;
        if (before != null) {
            if (next.cause() == ModelFailure.Kind.TOO_SLOW) {
                before.chosen().attempt().failed(next.cause(), null);
                tally.failed(before.chosen().engine(), next.cause());
            }
            before.thread().interrupt();
        }
        int from = next.sure() ? Math.max(rung, engines.surest()) : rung;
        start(next.question(), engines.from(from), next.cause());
    }

    /** What may still be answered is of no interest. */
    public void cancel(String callSid) {
        AtWork atWork = calls.remove(callSid);
        if (atWork != null) {
            atWork.chosen().attempt().abandoned();
            if (atWork.thread().isAlive()) {
                tally.abandoned(atWork.chosen().engine());
            }
            atWork.thread().interrupt();
        }
    }

    /** The call is over, or somebody else's. */
    public void forget(String callSid) {
        cancel(callSid);
        letDown.remove(callSid);
    }

    /** How many answers are being worked on. */
    public int atWork() {
        return calls.size();
    }

    @Override
    public void close() {
        calls.values().forEach(one -> one.thread().interrupt());
        calls.clear();
    }

    private void start(Question question, Optional<Chosen> found, ModelFailure.@Nullable Kind cause) {
        String callSid = question.callSid();
        if (found.isEmpty()) {
            conversations.submit(
                    () -> conversations.answered(callSid, new Input.NoModelLeft(question.turn(), question.answers())));
            return;
        }
        Chosen chosen = found.get();
        tellSwitch(callSid, chosen, cause);
        long asked = nanoTime.getAsLong();
        Thread thread = Thread.ofVirtual().name("model-" + callSid).unstarted(() -> run(question, chosen, asked));
        calls.put(callSid, new AtWork(question, chosen, thread));
        thread.start();
    }

    private void tellSwitch(String callSid, Chosen chosen, ModelFailure.@Nullable Kind cause) {
        String preferred = engines.inOrder().getFirst().name();
        LetDown before = letDown.get(callSid);
        String from = before == null ? preferred : before.engine();
        String to = chosen.engine().name();
        int times = before == null ? 0 : before.times();
        if (cause != null) {
            long stays = STAYS_NANOS << Math.min(times, MOST_DOUBLINGS);
            letDown.put(callSid, new LetDown(to, chosen.rung(), times + 1, nanoTime.getAsLong() + stays));
        } else if (!from.equals(to)) {
            letDown.put(callSid, new LetDown(to, chosen.rung(), times, nanoTime.getAsLong()));
        }
        if (!from.equals(to)) {
            String why = cause != null ? cause.name() : chosen.rung() == 0 ? "RECOVERED" : "BREAKER_OPEN";
            LOG.warnf("VENDOR_SWITCHED role=language_model from=%s to=%s cause=%s call_sid=%s", from, to, why, callSid);
            tally.switched(from, to);
        }
    }

    /** On the engine's own thread. */
    private void run(Question question, Chosen chosen, long asked) {
        int turn = question.turn();
        int answers = question.answers();
        try {
            var first = new boolean[] {true};
            LanguageModel.Done done = chosen.engine().model().answer(question, sentence -> {
                if (first[0]) {
                    first[0] = false;
                    tally.took(chosen.engine(), "first_words", nanoTime.getAsLong() - asked);
                }
                hand(question, chosen, new Input.ModelSaid(turn, answers, sentence));
            });
            chosen.attempt().succeeded();
            tally.took(chosen.engine(), "answer", nanoTime.getAsLong() - asked);
            tally.used(chosen.engine(), done.cost());
            hand(question, chosen, new Input.ModelDone(turn, answers, done));
        } catch (ModelFailure failure) {
            chosen.attempt().failed(failure.kind(), failure.retryAfter().orElse(null));
            tally.failed(chosen.engine(), failure.kind());
            LOG.warnf(
                    "no answer engine=%s call_sid=%s cause=%s",
                    chosen.engine().name(), question.callSid(), failure.getMessage());
            hand(question, chosen, new Input.ModelFailed(turn, answers, failure.kind()));
        } catch (InterruptedException e) {
            chosen.attempt().abandoned();
            LOG.debugf("answer not needed any more call_sid=%s turn=%d", question.callSid(), turn);
        } catch (RuntimeException e) {
            chosen.attempt().failed(ModelFailure.Kind.BROKEN_OFF, null);
            tally.failed(chosen.engine(), ModelFailure.Kind.BROKEN_OFF);
            LOG.errorf(
                    e,
                    "engine broke down engine=%s call_sid=%s",
                    chosen.engine().name(),
                    question.callSid());
            hand(question, chosen, new Input.ModelFailed(turn, answers, ModelFailure.Kind.BROKEN_OFF));
        }
    }

    private void hand(Question question, Chosen chosen, Input input) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        conversations.submit(() -> {
            AtWork current = calls.get(question.callSid());
            if (current == null || current.chosen() != chosen) {
                return;
            }
            if (input instanceof Input.ModelDone) {
                calls.remove(question.callSid());
                if (chosen.rung() == 0) {
                    letDown.remove(question.callSid());
                }
            }
            conversations.answered(question.callSid(), input);
        });
    }
}
