package io.agentlocator.speech.app;

import io.agentlocator.speech.SpeechSynthesizer;
import io.agentlocator.speech.StreamingRecognizer;
import io.agentlocator.speech.UtteranceRecognizer;
import java.util.List;
import java.util.Optional;

/**
 * The engines of this process, opened and tried.
 *
 * @param live hears calls while they are spoken
 * @param whole hear utterances and pieces of recordings, best first
 * @param voices the ladder, best first
 */
public record Engines(Optional<StreamingRecognizer> live, List<Whole> whole, List<SpeechSynthesizer> voices)
        implements AutoCloseable {

    /** @param here whether it works on this machine's processors */
    public record Whole(UtteranceRecognizer recognizer, boolean here) {}

    public Engines {
        whole = List.copyOf(whole);
        voices = List.copyOf(voices);
    }

    /** Those that hear what a streaming engine has not: its own vendor only where there is no other. */
    List<Whole> secondChance() {
        return live.isPresent() && whole.size() > 1 ? whole.subList(1, whole.size()) : whole;
    }

    @Override
    public void close() {
        whole.forEach(some -> close(some.recognizer()));
        live.ifPresent(Engines::close);
        voices.forEach(Engines::close);
    }

    static void close(Object engine) {
        if (engine instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception ignored) {
                // It is not used any more, and there is nobody to tell.
            }
        }
    }
}
