package io.agentlocator.speech.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.TestBreakers;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RecognizerQueueTest {

    private final FakeRecognizer recognizer = new FakeRecognizer();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final RecognizerChain.Link link =
            new RecognizerChain.Link(recognizer, TestBreakers.onClock(() -> 0), new RecognizerChain.Limits(1, 2, 1000));

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        callers.shutdownNow();
    }

    @Test
    void oneAfterAnother() throws Exception {
        submit(1);
        assertThat(asked()).isEqualTo(1);
        submit(2);
        queued(1);
        recognizer.answers.add("א");
        assertThat(answers.take()).isEqualTo("א");
        assertThat(asked()).isEqualTo(2);
        recognizer.answers.add("fails");
        assertThat(answers.take()).isEqualTo("failure fails");
        assertThat(recognizer.mostAtOnce).hasValue(1);
    }

    @Test
    void moreThanTheQueueTakesFailAtOnce() throws Exception {
        submit(1);
        asked();
        submit(2);
        submit(3);
        submit(4);
        assertThat(answers.take()).isEqualTo("failure too many utterances at once");
        for (String answer : List.of("א", "ב", "ג")) {
            // One at a time: the thread of an earlier utterance may continue later than the next one.
            recognizer.answers.add(answer);
            assertThat(answers.take()).isEqualTo(answer);
        }
    }

    @Test
    void anAbandonedUtteranceLeavesTheQueue() throws Exception {
        submit(1);
        asked();
        Future<?> second = submit(2);
        queued(1);
        submit(3);
        queued(2);
        second.cancel(true);
        queued(1);
        recognizer.answers.add("א");
        assertThat(answers.take()).isEqualTo("א");
        assertThat(asked()).isEqualTo(3);
        recognizer.answers.add("ג");
        assertThat(answers.take()).isEqualTo("ג");
        submit(4);
        assertThat(asked()).isEqualTo(4);
    }

    @Test
    void recordingsLetUtterancesPass() throws Exception {
        submit(1);
        asked();
        var recording = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try {
                recording.complete(link.recognize(sound(9), true).text());
            } catch (Exception e) {
                recording.completeExceptionally(e);
            }
        });
        submit(2);
        queued(1);
        recognizer.answers.add("א");
        assertThat(asked()).isEqualTo(2);
        recognizer.answers.add("ב");
        assertThat(asked()).isEqualTo(9);
        recognizer.answers.add("הקלטה");
        assertThat(recording.get(5, TimeUnit.SECONDS)).isEqualTo("הקלטה");
    }

    private int asked() throws InterruptedException {
        return recognizer.asked.take().samples().length;
    }

    private Future<?> submit(int length) {
        return callers.submit(() -> {
            try {
                answers.add(link.recognize(sound(length), false).text());
            } catch (EngineFailure failure) {
                answers.add("failure " + failure.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void queued(int many) {
        while (link.waiting() != many) {
            Thread.onSpinWait();
        }
    }

    private static PcmAudio sound(int length) {
        return new PcmAudio(new short[length], 8000);
    }
}
