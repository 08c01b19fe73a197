package io.agentlocator.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RecognizerLadderTest {

    private static final Sound SOUND = new Sound(new short[8000], 8000);

    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final RecordedWatch watch = new RecordedWatch();
    private final Map<String, Breaker> breakers = new HashMap<>();

    /** Answers as its plays say, one after the other; the last goes on for ever. */
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
        public Heard recognize(Sound sound) throws RecognitionTrouble, InterruptedException {
            asked.add(sound.samples().length);
            Object play = plays.size() > 1 ? plays.poll() : plays.peek();
            switch (play) {
                case FailureKind kind -> throw new RecognitionTrouble(kind, kind.name());
                case String words -> {
                    return new Heard(words, 0.8, true);
                }
                default -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return Heard.NOTHING;
                }
            }
        }
    }

    private static final Object HANGS = new Object();

    @Test
    void theFirstEngineThatAnswersIsHeardAndHasHeardAll() throws Exception {
        var first = new FakeEngine("a", FailureKind.UNAVAILABLE);
        var second = new FakeEngine("b", "שלום");
        var answer = ladder(first, second).recognize(SOUND);
        assertThat(answer.engine()).isEqualTo("b");
        assertThat(answer.heard().text()).isEqualTo("שלום");
        assertThat(answer.passedOver()).isEqualTo("a: UNAVAILABLE");
        assertThat(second.asked).containsExactly(8000);
        assertThat(watch.news)
                .containsExactly("failed a UNAVAILABLE UNAVAILABLE", "took b utterance", "used b 1.0 seconds");
    }

    @Test
    void anEngineThatHangsGivesWayInTime() throws Exception {
        var first = new FakeEngine("a", HANGS);
        long start = System.nanoTime();
        var answer = ladder(first, new FakeEngine("b", "כן")).recognize(SOUND);
        assertThat(answer.engine()).isEqualTo("b");
        assertThat((System.nanoTime() - start) / 1_000_000).isBetween(190L, 1500L);
        first.interrupted.await();
        assertThat(watch.news).contains("failed a TIMEOUT no answer within 200 ms");
    }

    @Test
    void afterTwoFailuresInARowOfWhicheverCallsItIsAskedByOneFromTimeToTime() throws Exception {
        var first = new FakeEngine("a", FailureKind.UNAVAILABLE);
        var second = new FakeEngine("b", "כן");
        for (int call = 0; call < 50; call++) {
            assertThat(ladder(first, second).recognize(SOUND).engine()).isEqualTo("b");
        }
        assertThat(first.asked).hasSize(2);
        clock.addAndGet(1500);
        for (int call = 0; call < 50; call++) {
            ladder(first, second).recognize(SOUND);
        }
        assertThat(first.asked).as("one probe").hasSize(3);
        first.plays.addFirst("שוב");
        clock.addAndGet(60_000);
        assertThat(ladder(first, second).recognize(SOUND).engine()).isEqualTo("a");
        assertThat(ladder(first, second).recognize(SOUND).heard().text()).isNotEmpty();
    }

    @Test
    void whileEnginesAreLeftThereIsHopeAndThenThereIsNone() {
        var ladder = ladder(new FakeEngine("a", FailureKind.UNAVAILABLE), new FakeEngine("b", FailureKind.TIMEOUT));
        assertThatThrownBy(() -> ladder.recognize(SOUND)).isInstanceOfSatisfying(RecognitionTrouble.class, trouble -> {
            assertThat(trouble.recoverable()).isTrue();
            assertThat(trouble).hasMessage("a: UNAVAILABLE; b: TIMEOUT");
        });
        assertThatThrownBy(() -> ladder.recognize(SOUND))
                .isInstanceOfSatisfying(
                        RecognitionTrouble.class,
                        trouble -> assertThat(trouble.recoverable()).isFalse());
        assertThatThrownBy(() -> ladder.recognize(SOUND)).hasMessage("a is given up for now; b is given up for now");
    }

    @Test
    void aRefusedCredentialIsNotTriedAgainSoon() throws Exception {
        var first = new FakeEngine("a", FailureKind.CREDENTIALS);
        var ladder = ladder(first, new FakeEngine("b", "כן"));
        ladder.recognize(SOUND);
        clock.addAndGet(10_000);
        ladder.recognize(SOUND);
        assertThat(first.asked).hasSize(1);
    }

    @Test
    void aLineThatIsTooLongSaysNothingOfTheEngine() throws Exception {
        var first = new FakeEngine("a", FailureKind.BUSY);
        var ladder = ladder(first, new FakeEngine("b", "כן"));
        for (int call = 0; call < 5; call++) {
            ladder.recognize(SOUND);
        }
        assertThat(first.asked).hasSize(5);
    }

    private RecognizerLadder ladder(FakeEngine... engines) {
        return new RecognizerLadder(
                Arrays.stream(engines)
                        .map(engine -> new RecognizerLadder.Rung(
                                engine,
                                breakers.computeIfAbsent(engine.name, name -> new Breaker(1, new Random(1))),
                                100))
                        .toList(),
                watch,
                clock::get);
    }
}
