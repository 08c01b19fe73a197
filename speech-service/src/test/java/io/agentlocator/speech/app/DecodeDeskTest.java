package io.agentlocator.speech.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.Sound;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
class DecodeDeskTest {

    private final FakeRecognizer recognizer = new FakeRecognizer();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final DecodeDesk desk = new DecodeDesk(recognizer, 1, 2, new SimpleMeterRegistry());

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
        inLine(1);
        recognizer.answers.add("א");
        assertThat(told.take()).isEqualTo("א");
        assertThat(asked()).isEqualTo(2);
        recognizer.answers.add("fails");
        assertThat(told.take()).isEqualTo("trouble fails");
        assertThat(recognizer.mostAtOnce).hasValue(1);
    }

    @Test
    void moreThanCanWaitAreToldSoAtOnce() throws Exception {
        submit(1);
        asked();
        submit(2);
        submit(3);
        submit(4);
        assertThat(told.take()).isEqualTo("trouble too many utterances at once");
        for (String answer : List.of("א", "ב", "ג")) {
            // One at a time: who has left the desk may speak later than the one who entered after it.
            recognizer.answers.add(answer);
            assertThat(told.take()).isEqualTo(answer);
        }
    }

    @Test
    void whatIsForgottenLeavesTheLine() throws Exception {
        submit(1);
        asked();
        Future<?> second = submit(2);
        inLine(1);
        submit(3);
        inLine(2);
        second.cancel(true);
        inLine(1);
        recognizer.answers.add("א");
        assertThat(told.take()).isEqualTo("א");
        assertThat(asked()).isEqualTo(3);
        recognizer.answers.add("ג");
        assertThat(told.take()).isEqualTo("ג");
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
                recording.complete(desk.patient().recognize(sound(9)).text());
            } catch (Exception e) {
                recording.completeExceptionally(e);
            }
        });
        submit(2);
        inLine(1);
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
                told.add(desk.recognize(sound(length)).text());
            } catch (RecognitionTrouble trouble) {
                told.add("trouble " + trouble.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void inLine(int many) {
        while (desk.waiting() != many) {
            Thread.onSpinWait();
        }
    }

    private static Sound sound(int length) {
        return new Sound(new short[length], 8000);
    }
}
