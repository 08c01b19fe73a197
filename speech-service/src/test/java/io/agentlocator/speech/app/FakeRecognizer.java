package io.agentlocator.speech.app;

import io.agentlocator.speech.Heard;
import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.Sound;
import io.agentlocator.speech.UtteranceRecognizer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers when the test says so, with what the test says. */
final class FakeRecognizer implements UtteranceRecognizer {

    final BlockingQueue<Sound> asked = new LinkedBlockingQueue<>();
    final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();

    @Override
    public String engine() {
        return "fake";
    }

    @Override
    public Heard recognize(Sound sound) throws RecognitionTrouble, InterruptedException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            asked.add(sound);
            String answer = answers.take();
            if (answer.equals("fails")) {
                throw new RecognitionTrouble("fails", true);
            }
            return new Heard(answer, 0.9, true);
        } finally {
            atOnce.decrementAndGet();
        }
    }
}
