package io.agentlocator.speech.recognition;

import io.agentlocator.speech.roles.StreamingRecognizer;
import java.util.ArrayList;
import java.util.List;

/** A streaming engine whose words come from the test. */
public final class FakeStreamingRecognizer implements StreamingRecognizer {

    record Given(long offsetMs, int bytes) {}

    final List<String> opened = new ArrayList<>();
    final List<Given> sound = new ArrayList<>();
    Listener listener;
    public boolean available = true;
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
    public Stream open(String callSid, Listener given) {
        opened.add(callSid);
        listener = given;
        return new Stream() {
            @Override
            public void audio(byte[] mulaw, long offsetMs, boolean speaking) {
                sound.add(new Given(offsetMs, mulaw.length));
            }

            @Override
            public long sentMs() {
                return sound.stream().mapToLong(Given::bytes).sum() / 8;
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }
}
