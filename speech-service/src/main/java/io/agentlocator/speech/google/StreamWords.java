package io.agentlocator.speech.google;

import io.agentlocator.speech.google.SpeechApi.Words;
import io.agentlocator.speech.roles.StreamingRecognizer;
import java.util.ArrayList;
import java.util.List;

/** Passes the answers of a call's vendor streams to the listener, with times on the caller's clock. The owner locks it. */
final class StreamWords {

    private final StreamingRecognizer.Listener listener;
    private long settledMs;

    StreamWords(StreamingRecognizer.Listener listener) {
        this.listener = listener;
    }

    /** Where the last settled words end, on the caller's clock. */
    long settledMs() {
        return settledMs;
    }

    void pass(GoogleStream stream, List<Words> answer) {
        var interim = new ArrayList<Words>();
        for (var words : answer) {
            if (words.isFinal()) {
                settle(stream, words);
                interim.clear();
            } else if (!words.text().isBlank()) {
                interim.add(words);
            }
        }
        if (interim.isEmpty()) {
            return;
        }
        var text = String.join(
                " ", interim.stream().map(words -> words.text().strip()).toList());
        var last = interim.getLast();
        stream.interim = new Words(text, false, last.stability(), last.confidence(), last.endMs());
        listener.words(text, false, last.confidence(), stream.clock.offsetMs(last.endMs()));
    }

    /** The stream has ended. The next one will not repeat its interim words, so they become settled. */
    void settleInterim(GoogleStream stream) {
        if (stream.interim != null) {
            settle(stream, stream.interim);
        }
    }

    private void settle(GoogleStream stream, Words words) {
        long endMs = stream.clock.offsetMs(words.endMs());
        settledMs = Math.max(settledMs, endMs);
        stream.interim = null;
        if (!words.text().isBlank()) {
            listener.words(words.text().strip(), true, words.confidence(), endMs);
        }
    }
}
