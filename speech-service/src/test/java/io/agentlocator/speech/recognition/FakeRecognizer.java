package io.agentlocator.speech.recognition;

import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.RecognitionResult;
import io.agentlocator.speech.roles.UtteranceRecognizer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers when the test adds an answer; {@code fails} is a failure. */
public final class FakeRecognizer implements UtteranceRecognizer {

    final BlockingQueue<PcmAudio> asked = new LinkedBlockingQueue<>();
    final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();

    @Override
    public String engine() {
        return "fake";
    }

    @Override
    public RecognitionResult recognize(PcmAudio audio) throws EngineFailure, InterruptedException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            asked.add(audio);
            String answer = answers.take();
            if (answer.equals("fails")) {
                throw new EngineFailure(FailureKind.UNAVAILABLE, "fails");
            }
            return new RecognitionResult(answer, 0.9, true);
        } finally {
            atOnce.decrementAndGet();
        }
    }
}
