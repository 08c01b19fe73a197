package io.agentlocator.dialog.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.Breaker;
import io.agentlocator.dialog.Engines;
import io.agentlocator.dialog.Engines.Engine;
import io.agentlocator.dialog.Input;
import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.LanguageModel.Done;
import io.agentlocator.dialog.LanguageModel.Ending;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelFailure.Kind;
import io.agentlocator.dialog.Step;
import io.agentlocator.dialog.Step.Question;
import io.agentlocator.events.LeadAnswers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Engines on threads of their own, and what an outage of one costs the calls. */
class ModelDeskTest {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger tried = new AtomicInteger();
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final List<Input> inputs = new ArrayList<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Breaker breaker = new Breaker(
            new Breaker.Settings(3, java.time.Duration.ofSeconds(5), java.time.Duration.ofSeconds(60), 0),
            nanos::get,
            () -> 0.5);
    private volatile Kind failing;
    private volatile boolean stuck;

    private final LanguageModel vendor = (question, sentences) -> {
        tried.incrementAndGet();
        if (stuck) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        }
        if (failing != null) {
            throw new ModelFailure(failing, "as the test wants");
        }
        sentences.accept("מצוין.");
        return new Done(Ending.GOES_ON, LeadAnswers.NONE, new LanguageModel.Cost("vendor", 40, 2));
    };
    private final LanguageModel script = (question, sentences) -> {
        sentences.accept("במקומו.");
        return Done.with(Ending.GOES_ON, "scripted");
    };
    private final ModelDesk desk = new ModelDesk(
            new Engines(List.of(
                    new Engine("vendor", "openai", vendor, breaker),
                    new Engine("scripted", "scripted", script, new Breaker(nanos::get)))),
            new Tally(metrics),
            nanos::get,
            new ModelDesk.Conversations() {
                @Override
                public void submit(Runnable task) {
                    tasks.add(task);
                }

                @Override
                public void answered(String callSid, Input input) {
                    inputs.add(input);
                }
            });

    private static Question question(String call) {
        return new Question(call, 1, 1, List.of(), List.of(), null, LeadAnswers.NONE);
    }

    /** Runs what the engines hand back, until the answer has ended one way or the other. */
    private Input ends() throws InterruptedException {
        while (true) {
            Runnable task = tasks.poll(10, TimeUnit.SECONDS);
            assertThat(task).as("something comes back").isNotNull();
            task.run();
            if (!inputs.isEmpty() && !(inputs.getLast() instanceof Input.ModelSaid)) {
                return inputs.getLast();
            }
        }
    }

    private Input asks(String call) throws InterruptedException {
        inputs.clear();
        desk.ask(question(call));
        return ends();
    }

    private Input next(String call, Kind cause) throws InterruptedException {
        inputs.clear();
        desk.askNext(new Step.NextModel(question(call), cause, false));
        return ends();
    }

    private double counted(String name, String... tags) {
        var found = metrics.find(name).tags(tags).counter();
        return found == null ? 0 : found.count();
    }

    @Test
    void anAnswerIsHandedBackTimedAndCounted() throws Exception {
        assertThat(asks("CA1")).isInstanceOf(Input.ModelDone.class);
        assertThat(inputs.getFirst()).isEqualTo(new Input.ModelSaid(1, 1, "מצוין."));
        assertThat(counted("agentlocator.vendor.usage", "vendor", "openai", "unit", "tokens"))
                .isEqualTo(42);
        assertThat(metrics.find("agentlocator.vendor.time")
                        .tags("vendor", "openai", "what", "first_words")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(desk.atWork()).isZero();
    }

    @Test
    void anOutageCostsThreeFailuresAndThenNobodyAnything() throws Exception {
        failing = Kind.UNREACHABLE;
        for (int call = 1; call <= 3; call++) {
            assertThat(asks("CA" + call)).isEqualTo(new Input.ModelFailed(1, 1, Kind.UNREACHABLE));
            assertThat(next("CA" + call, Kind.UNREACHABLE)).isInstanceOf(Input.ModelDone.class);
            assertThat(inputs.getFirst()).isEqualTo(new Input.ModelSaid(1, 1, "במקומו."));
        }
        for (int call = 4; call <= 30; call++) {
            assertThat(asks("CA" + call)).isInstanceOf(Input.ModelDone.class);
        }
        assertThat(tried).hasValue(3);
        assertThat(counted("agentlocator.vendor.errors", "vendor", "openai", "kind", "unreachable"))
                .isEqualTo(3);
        assertThat(counted(
                        "agentlocator.vendor.switches", "role", "language_model", "from", "vendor", "to", "scripted"))
                .isEqualTo(30);
    }

    @Test
    void aCallThatHasSwitchedIsToldOnceUntilItSwitchesBack() throws Exception {
        failing = Kind.UNREACHABLE;
        asks("CA1");
        next("CA1", Kind.UNREACHABLE);
        failing = null;
        for (int turn = 2; turn <= 5; turn++) {
            assertThat(asks("CA1")).isInstanceOf(Input.ModelDone.class);
            assertThat(inputs.getFirst()).as("stays").isEqualTo(new Input.ModelSaid(1, 1, "במקומו."));
        }
        assertThat(asks("CA2")).isInstanceOf(Input.ModelDone.class);
        assertThat(inputs.getFirst()).as("other calls do not").isEqualTo(new Input.ModelSaid(1, 1, "מצוין."));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
        assertThat(asks("CA1")).isInstanceOf(Input.ModelDone.class);
        assertThat(inputs.getFirst()).isEqualTo(new Input.ModelSaid(1, 1, "מצוין."));
        assertThat(counted("agentlocator.vendor.switches", "from", "vendor", "to", "scripted"))
                .isEqualTo(1);
        assertThat(counted("agentlocator.vendor.switches", "from", "scripted", "to", "vendor"))
                .isEqualTo(1);
    }

    @Test
    void aVendorThatIsSlowForOneCallAgainIsTriedEachTimeLater() throws Exception {
        failing = Kind.TOO_SLOW;
        for (long seconds : new long[] {10, 20, 40, 80, 80}) {
            // Others are answered well, so that no breaker opens.
            breaker.attempt().succeeded();
            asks("CA1");
            next("CA1", Kind.TOO_SLOW);
            int before = tried.get();
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds) - 1);
            asks("CA1");
            assertThat(tried).as("within %d s", seconds).hasValue(before);
            nanos.addAndGet(1);
        }
    }

    @Test
    void whatNobodyWantsAnyMoreIsCounted() throws Exception {
        stuck = true;
        desk.ask(question("CA1"));
        desk.cancel("CA1");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(counted("agentlocator.vendor.abandoned", "vendor", "openai")).isEqualTo(1);
    }

    @Test
    void aSlowVendorIsLeftAndItsConnectionGivenUp() throws Exception {
        stuck = true;
        desk.ask(question("CA1"));
        assertThat(next("CA1", Kind.TOO_SLOW)).isInstanceOf(Input.ModelDone.class);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(counted("agentlocator.vendor.errors", "vendor", "openai", "kind", "too_slow"))
                .isEqualTo(1);
    }

    @Test
    void slownessOpensTheBreakerToo() throws Exception {
        stuck = true;
        for (int call = 1; call <= 3; call++) {
            desk.ask(question("CA" + call));
            next("CA" + call, Kind.TOO_SLOW);
        }
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        assertThat(breaker.cause()).isEqualTo(Kind.TOO_SLOW);
    }

    @Test
    void anInterruptedCallerSaysNothingOfTheVendor() throws Exception {
        stuck = true;
        for (int call = 1; call <= 10; call++) {
            desk.ask(question("CA" + call));
            desk.cancel("CA" + call);
        }
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        assertThat(desk.atWork()).isZero();
    }

    @Test
    void oneCallsQuestionsTakeEachOthersPlaceAndNobodyElses() throws Exception {
        stuck = true;
        desk.ask(question("CA1"));
        stuck = false;
        assertThat(asks("CA2")).isInstanceOf(Input.ModelDone.class);
        assertThat(asks("CA1")).isInstanceOf(Input.ModelDone.class);
        assertThat(inputs).hasSize(2);
    }

    @Test
    void whoHasNobodyLeftIsToldSo() throws Exception {
        asks("CA1");
        failing = Kind.BUSY;
        asks("CA1");
        next("CA1", Kind.BUSY);
        inputs.clear();
        desk.askNext(new Step.NextModel(question("CA9"), Kind.BUSY, true));
        assertThat(ends())
                .as("the script stands in even where nobody was at work")
                .isInstanceOf(Input.ModelDone.class);
        var none = new ModelDesk(
                new Engines(List.of(new Engine("vendor", "openai", vendor, breaker))),
                new Tally(metrics),
                nanos::get,
                new ModelDesk.Conversations() {
                    @Override
                    public void submit(Runnable task) {
                        task.run();
                    }

                    @Override
                    public void answered(String callSid, Input input) {
                        inputs.add(input);
                    }
                });
        breaker.attempt().failed(Kind.NOT_ALLOWED, null);
        inputs.clear();
        none.ask(question("CA3"));
        assertThat(inputs).containsExactly(new Input.NoModelLeft(1, 1));
    }
}
