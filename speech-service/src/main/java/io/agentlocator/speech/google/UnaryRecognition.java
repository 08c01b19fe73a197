package io.agentlocator.speech.google;

import com.google.api.core.ApiFuture;
import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.RecognitionResult;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What unary recognition of both API generations shares. */
final class UnaryRecognition {

    /** Words with a lower confidence are not trusted. */
    private static final double TRUSTED = 0.4;

    /** Time limit for a minute of sound, the longest that the vendor accepts. */
    static final Duration LONGEST = Duration.ofSeconds(35);

    private UnaryRecognition() {}

    static byte[] linear16(PcmAudio audio) {
        var bytes = ByteBuffer.allocate(audio.samples().length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(audio.samples());
        return bytes.array();
    }

    /** Waits for the answer: half the sound's length and four seconds at most. */
    static <R> RecognitionResult await(ApiFuture<R> answer, PcmAudio audio, Function<R, List<SpeechApi.Words>> words)
            throws EngineFailure, InterruptedException {
        try {
            return result(words.apply(ReplyFuture.await(answer, Duration.ofMillis(audio.millis() / 2 + 4000))));
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new EngineFailure(SpeechApi.kind(cause), SpeechApi.reason(cause), cause);
        }
    }

    private static RecognitionResult result(List<SpeechApi.Words> words) {
        var text = words.stream()
                .map(SpeechApi.Words::text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        if (text.isEmpty()) {
            return RecognitionResult.NOTHING;
        }
        double confidence = words.stream()
                .mapToDouble(SpeechApi.Words::confidence)
                .filter(value -> value > 0)
                .average()
                .orElse(0);
        // The vendor sends 0 if a model gives no confidence.
        return new RecognitionResult(text, confidence, confidence == 0 || confidence >= TRUSTED);
    }
}
