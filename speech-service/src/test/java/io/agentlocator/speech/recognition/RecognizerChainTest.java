package io.agentlocator.speech.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.shell.breaker.Breaker;
import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.FakeEngineObserver;
import io.agentlocator.speech.roles.RecognitionResult;
import io.agentlocator.speech.roles.TestBreakers;
import io.agentlocator.speech.roles.UtteranceRecognizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RecognizerChainTest {

    private static final PcmAudio SOUND = new PcmAudio(new short[8000], 8000);

    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final FakeEngineObserver observer = new FakeEngineObserver();
    private final Map<String, Breaker> breakers = new HashMap<>();

    /** Answers with one play after another, and repeats the last one. */
    private static final class FakeEngine implements UtteranceRecognizer {

        final String name;
        final Deque<Object> plays = new ArrayDeque<>();
        final List<Integer> asked = new ArrayList<>();
        final CountDownLatch interrupted = new CountDownLatch(1);

        FakeEngine(String name, Object... plays) {
            this.name = name;
            this.plays.addAll(Arrays.asList(plays));
        }

        @Override
        public String engine() {
            return name;
        }

        @Override
        public RecognitionResult recognize(PcmAudio audio) throws EngineFailure, InterruptedException {
            asked.add(audio.samples().length);
            Object play = plays.size() > 1 ? plays.poll() : plays.peek();
            switch (play) {
                case FailureKind kind -> throw new EngineFailure(kind, kind.name());
                case String words -> {
                    return new RecognitionResult(words, 0.8, true);
                }
                default -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return RecognitionResult.NOTHING;
                }
            }
        }
    }

    private static final Object HANGS = new Object();

    @Test
    void theNextEngineGetsTheWholeUtterance() throws Exception {
        var first = new FakeEngine("a", FailureKind.UNAVAILABLE);
        var second = new FakeEngine("b", "שלום");
        var answer = chain(first, second).recognize(SOUND);
        assertThat(answer.engine()).isEqualTo("b");
        assertThat(answer.result().text()).isEqualTo("שלום");
        assertThat(answer.passedOver()).isEqualTo("a: UNAVAILABLE");
        assertThat(second.asked).containsExactly(8000);
        assertThat(observer.events)
                .containsExactly("failed a UNAVAILABLE UNAVAILABLE", "took b utterance", "used b 1.0 seconds");
    }

    @Test
    void anEngineThatHangsIsPassedOverInTime() throws Exception {
        var first = new FakeEngine("a", HANGS);
        long start = System.nanoTime();
        var answer = chain(first, new FakeEngine("b", "כן")).recognize(SOUND);
        assertThat(answer.engine()).isEqualTo("b");
        assertThat((System.nanoTime() - start) / 1_000_000).isBetween(190L, 1500L);
        first.interrupted.await();
        assertThat(observer.events).contains("failed a TIMEOUT no answer within 200 ms");
    }

    @Test
    void twoFailuresInARowOpenTheBreakerForAllCalls() throws Exception {
        var first = new FakeEngine("a", FailureKind.UNAVAILABLE);
        var second = new FakeEngine("b", "כן");
        for (int call = 0; call < 50; call++) {
            assertThat(chain(first, second).recognize(SOUND).engine()).isEqualTo("b");
        }
        assertThat(first.asked).hasSize(2);
        clock.addAndGet(1500);
        for (int call = 0; call < 50; call++) {
            chain(first, second).recognize(SOUND);
        }
        assertThat(first.asked).as("one probe").hasSize(3);
        first.plays.addFirst("שוב");
        clock.addAndGet(60_000);
        assertThat(chain(first, second).recognize(SOUND).engine()).isEqualTo("a");
        assertThat(chain(first, second).recognize(SOUND).result().text()).isNotEmpty();
    }

    @Test
    void withEveryBreakerOpenTheFailureIsNotRecoverable() {
        var chain = chain(new FakeEngine("a", FailureKind.UNAVAILABLE), new FakeEngine("b", FailureKind.TIMEOUT));
        assertThatThrownBy(() -> chain.recognize(SOUND)).isInstanceOfSatisfying(EngineFailure.class, failure -> {
            assertThat(failure.recoverable()).isTrue();
            assertThat(failure).hasMessage("a: UNAVAILABLE; b: TIMEOUT");
        });
        assertThatThrownBy(() -> chain.recognize(SOUND))
                .isInstanceOfSatisfying(
                        EngineFailure.class,
                        failure -> assertThat(failure.recoverable()).isFalse());
        assertThatThrownBy(() -> chain.recognize(SOUND)).hasMessage("a is given up for now; b is given up for now");
    }

    @Test
    void aRefusedCredentialIsNotTriedAgainSoon() throws Exception {
        var first = new FakeEngine("a", FailureKind.CREDENTIALS);
        var chain = chain(first, new FakeEngine("b", "כן"));
        chain.recognize(SOUND);
        clock.addAndGet(10_000);
        chain.recognize(SOUND);
        assertThat(first.asked).hasSize(1);
    }

    @Test
    void aFullQueueDoesNotOpenTheBreaker() throws Exception {
        var first = new FakeEngine("a", FailureKind.BUSY);
        var chain = chain(first, new FakeEngine("b", "כן"));
        for (int call = 0; call < 5; call++) {
            chain.recognize(SOUND);
        }
        assertThat(first.asked).hasSize(5);
    }

    private RecognizerChain chain(FakeEngine... engines) {
        return new RecognizerChain(
                Arrays.stream(engines)
                        .map(engine -> new RecognizerChain.Link(
                                engine,
                                breakers.computeIfAbsent(engine.name, name -> TestBreakers.onClock(clock::get)),
                                new RecognizerChain.Limits(50, 50, 100)))
                        .toList(),
                0,
                observer,
                clock::get);
    }
}
