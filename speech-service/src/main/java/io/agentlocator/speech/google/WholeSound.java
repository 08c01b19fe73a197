package io.agentlocator.speech.google;

import io.agentlocator.speech.Heard;
import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.Sound;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** What both generations of unary recognition have in common. */
final class WholeSound {

    /** Less than this, where the vendor gives a figure at all, is not worth acting upon. */
    private static final double TRUSTED = 0.4;

    /** For sound of a minute, the longest that is taken. */
    static final Duration LONGEST = Duration.ofSeconds(35);

    private WholeSound() {}

    static byte[] linear16(Sound sound) {
        var bytes = ByteBuffer.allocate(sound.samples().length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(sound.samples());
        return bytes.array();
    }

    /** A few seconds more than the sound is long. */
    static Duration patience(Sound sound) {
        return Duration.ofMillis(sound.millis() / 2 + 4000);
    }

    static Heard heard(List<SpeechWire.Words> words) {
        var text = words.stream()
                .map(SpeechWire.Words::text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        if (text.isEmpty()) {
            return Heard.NOTHING;
        }
        double confidence = words.stream()
                .mapToDouble(SpeechWire.Words::confidence)
                .filter(value -> value > 0)
                .average()
                .orElse(0);
        // The vendor writes 0 where a model gives no figure.
        return new Heard(text, confidence, confidence == 0 || confidence >= TRUSTED);
    }

    static RecognitionTrouble trouble(ExecutionException e) {
        var cause = e.getCause() == null ? e : e.getCause();
        return new RecognitionTrouble(SpeechWire.kind(cause), SpeechWire.told(cause), cause);
    }
}
