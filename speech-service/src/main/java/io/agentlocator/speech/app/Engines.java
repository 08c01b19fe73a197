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
 * @param whole hears utterances, pieces of recordings, and what {@code live} has missed
 * @param voices the ladder, best first
 */
public record Engines(Optional<StreamingRecognizer> live, UtteranceRecognizer whole, List<SpeechSynthesizer> voices)
        implements AutoCloseable {

    @Override
    public void close() throws Exception {
        close(whole);
        if (live.isPresent()) {
            close(live.get());
        }
        for (SpeechSynthesizer voice : voices) {
            close(voice);
        }
    }

    private static void close(Object engine) throws Exception {
        if (engine instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
