package io.agentlocator.speech.app;

import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.RecognizerLadder;
import io.agentlocator.speech.Sound;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Utterances on their way up the ladder of recognisers, each on a thread of its own. Safe for all threads. */
public final class Decoding implements AutoCloseable {

    private final RecognizerLadder ladder;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    public Decoding(RecognizerLadder ladder) {
        this.ladder = ladder;
    }

    /** The engine that is asked first. */
    public String engine() {
        return ladder.engine();
    }

    /** Takes an utterance; one of both is called later, from another thread. Cancelling the future is enough to forget it. */
    public Future<?> submit(Sound sound, Consumer<RecognizerLadder.Answer> heard, Consumer<RecognitionTrouble> failed) {
        return workers.submit(() -> {
            try {
                heard.accept(ladder.recognize(sound));
            } catch (RecognitionTrouble e) {
                failed.accept(e);
            } catch (InterruptedException e) {
                // Nobody wants the words any more.
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                failed.accept(new RecognitionTrouble(ladder.engine() + ": " + e, true, e));
            }
        });
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
