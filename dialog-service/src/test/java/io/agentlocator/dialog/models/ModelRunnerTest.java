package io.agentlocator.dialog.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.LanguageModel.Done;
import io.agentlocator.dialog.LanguageModel.Ending;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelFailure.Kind;
import io.agentlocator.dialog.ModelOutput;
import io.agentlocator.dialog.ModelRequest;
import io.agentlocator.dialog.models.ModelChain.Entry;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.shell.breaker.Breaker;
import io.agentlocator.shell.breaker.VendorMetrics;
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

/** Models on threads of their own, and what an outage of one costs the calls. */
class ModelRunnerTest {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger tried = new AtomicInteger();
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final List<ModelOutput> outputs = new ArrayList<>();
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
    private final ModelRunner runner = new ModelRunner(
            new ModelChain(List.of(
                    new Entry("vendor", "openai", vendor, breaker),
                    new Entry("scripted", "scripted", script, new Breaker(ModelChain.BREAKER, nanos::get)))),
            new VendorMetrics(metrics),
            nanos::get,
            tasks::add);

    private static ModelRequest request(String call) {
        return new ModelRequest(call, 1, 1, List.of(), List.of(), null, LeadAnswers.NONE);
    }

    /** Runs what the models hand back, until the answer has ended one way or the other. */
    private ModelOutput ends() throws InterruptedException {
        while (true) {
            Runnable task = tasks.poll(10, TimeUnit.SECONDS);
            assertThat(task).as("an output comes back").isNotNull();
            task.run();
            if (!outputs.isEmpty() && !(outputs.getLast() instanceof ModelOutput.Sentence)) {
                return outputs.getLast();
            }
        }
    }

    private ModelOutput asks(String call) throws InterruptedException {
        outputs.clear();
        runner.ask(request(call), outputs::add);
        return ends();
    }

    private ModelOutput next(String call, Kind cause) throws InterruptedException {
        outputs.clear();
        runner.askNext(request(call), cause, false, outputs::add);
        return ends();
    }

    private double counted(String name, String... tags) {
        var found = metrics.find(name).tags(tags).counter();
        return found == null ? 0 : found.count();
    }

    @Test
    void anAnswerIsHandedBackTimedAndCounted() throws Exception {
        assertThat(asks("CA1")).isInstanceOf(ModelOutput.Finished.class);
        assertThat(outputs.getFirst()).isEqualTo(new ModelOutput.Sentence(1, 1, "מצוין."));
        assertThat(counted("agentlocator.vendor.usage", "vendor", "openai", "unit", "tokens"))
                .isEqualTo(42);
        assertThat(metrics.find("agentlocator.vendor.time")
                        .tags("vendor", "openai", "what", "first_words")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(runner.pending()).isZero();
    }

    @Test
    void anOutageCostsThreeFailuresAndThenNobodyAnything() throws Exception {
        failing = Kind.UNREACHABLE;
        for (int call = 1; call <= 3; call++) {
            assertThat(asks("CA" + call)).isEqualTo(new ModelOutput.Failed(1, 1, Kind.UNREACHABLE));
            assertThat(next("CA" + call, Kind.UNREACHABLE)).isInstanceOf(ModelOutput.Finished.class);
            assertThat(outputs.getFirst()).isEqualTo(new ModelOutput.Sentence(1, 1, "במקומו."));
        }
        for (int call = 4; call <= 30; call++) {
            assertThat(asks("CA" + call)).isInstanceOf(ModelOutput.Finished.class);
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
            assertThat(asks("CA1")).isInstanceOf(ModelOutput.Finished.class);
            assertThat(outputs.getFirst())
                    .as("stays with its fallback")
                    .isEqualTo(new ModelOutput.Sentence(1, 1, "במקומו."));
        }
        assertThat(asks("CA2")).isInstanceOf(ModelOutput.Finished.class);
        assertThat(outputs.getFirst())
                .as("other calls do not switch")
                .isEqualTo(new ModelOutput.Sentence(1, 1, "מצוין."));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
        assertThat(asks("CA1")).isInstanceOf(ModelOutput.Finished.class);
        assertThat(outputs.getFirst()).isEqualTo(new ModelOutput.Sentence(1, 1, "מצוין."));
        assertThat(counted("agentlocator.vendor.switches", "from", "vendor", "to", "scripted"))
                .isEqualTo(1);
        assertThat(counted("agentlocator.vendor.switches", "from", "scripted", "to", "vendor"))
                .isEqualTo(1);
    }

    @Test
    void aVendorThatIsSlowForOneCallAgainIsTriedEachTimeLater() throws Exception {
        failing = Kind.TOO_SLOW;
        for (long seconds : new long[] {10, 20, 40, 80, 80}) {
            // Other calls are answered, so that the breaker stays closed.
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
        runner.ask(request("CA1"), outputs::add);
        runner.cancel("CA1");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(counted("agentlocator.vendor.abandoned", "vendor", "openai")).isEqualTo(1);
    }

    @Test
    void aSlowVendorIsLeftAndItsConnectionGivenUp() throws Exception {
        stuck = true;
        runner.ask(request("CA1"), outputs::add);
        assertThat(next("CA1", Kind.TOO_SLOW)).isInstanceOf(ModelOutput.Finished.class);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(counted("agentlocator.vendor.errors", "vendor", "openai", "kind", "too_slow"))
                .isEqualTo(1);
    }

    @Test
    void slownessOpensTheBreakerToo() throws Exception {
        stuck = true;
        for (int call = 1; call <= 3; call++) {
            runner.ask(request("CA" + call), outputs::add);
            next("CA" + call, Kind.TOO_SLOW);
        }
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        assertThat(breaker.cause()).isEqualTo("TOO_SLOW");
    }

    @Test
    void anInterruptedCallerSaysNothingOfTheVendor() throws Exception {
        stuck = true;
        for (int call = 1; call <= 10; call++) {
            runner.ask(request("CA" + call), outputs::add);
            runner.cancel("CA" + call);
        }
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        assertThat(runner.pending()).isZero();
    }

    @Test
    void oneCallsQuestionsTakeEachOthersPlaceAndNobodyElses() throws Exception {
        stuck = true;
        runner.ask(request("CA1"), outputs::add);
        stuck = false;
        assertThat(asks("CA2")).isInstanceOf(ModelOutput.Finished.class);
        assertThat(asks("CA1")).isInstanceOf(ModelOutput.Finished.class);
        assertThat(outputs).hasSize(2);
    }

    @Test
    void whoHasNobodyLeftIsToldSo() throws Exception {
        asks("CA1");
        failing = Kind.BUSY;
        asks("CA1");
        next("CA1", Kind.BUSY);
        outputs.clear();
        runner.askNext(request("CA9"), Kind.BUSY, true, outputs::add);
        assertThat(ends())
                .as("the script answers even where no model was at work")
                .isInstanceOf(ModelOutput.Finished.class);
        var none = new ModelRunner(
                new ModelChain(List.of(new Entry("vendor", "openai", vendor, breaker))),
                new VendorMetrics(metrics),
                nanos::get,
                Runnable::run);
        breaker.attempt().refused("NOT_ALLOWED");
        outputs.clear();
        none.ask(request("CA3"), outputs::add);
        assertThat(outputs).containsExactly(new ModelOutput.NoModelLeft(1, 1));
    }
}
