package io.agentlocator.speech.app;

import io.agentlocator.speech.StreamingRecognizer;
import java.util.ArrayList;
import java.util.List;

/** A streaming engine whose words the test tells. */
final class FakeStream implements StreamingRecognizer {

    record Given(long offsetMs, int bytes) {}

    final List<String> opened = new ArrayList<>();
    final List<Given> sound = new ArrayList<>();
    Hearing hearing;
    boolean available = true;
    int closed;

    @Override
    public String engine() {
        return "fake-stream";
    }

    @Override
    public boolean available() {
        return available;
    }

    @Override
    public Live open(String callSid, Hearing told) {
        opened.add(callSid);
        hearing = told;
        return new Live() {
            @Override
            public void audio(byte[] mulaw, long offsetMs, boolean speaking) {
                sound.add(new Given(offsetMs, mulaw.length));
            }

            @Override
            public long givenMs() {
                return sound.stream().mapToLong(Given::bytes).sum() / 8;
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }
}
