package io.agentlocator.media.silero;

import ai.onnxruntime.OrtException;
import io.agentlocator.media.VoiceActivity;
import io.agentlocator.speechmodels.silero.Silero;
import java.nio.file.Path;
import java.util.List;

/** Voice activity by the Silero model: windows of 32 ms, all streams in one run. */
public final class SileroVoiceActivity implements VoiceActivity {

    private final Silero silero;

    private record StreamMemory(Silero.State state) implements Memory {}

    private SileroVoiceActivity(Silero silero) {
        this.silero = silero;
    }

    /** @throws IllegalStateException if the model cannot be opened */
    public static SileroVoiceActivity load(Path directory) {
        try {
            return new SileroVoiceActivity(Silero.load(directory));
        } catch (OrtException e) {
            throw new IllegalStateException("Silero cannot be opened: " + directory, e);
        }
    }

    @Override
    public int windowSamples() {
        return Silero.FRAME_SAMPLES;
    }

    @Override
    public Memory newMemory() {
        return new StreamMemory(new Silero.State());
    }

    @Override
    public float[] judge(List<Memory> memories, List<short[]> windows) {
        List<Silero.State> states =
                memories.stream().map(memory -> ((StreamMemory) memory).state).toList();
        try {
            return silero.probabilities(states, windows);
        } catch (OrtException e) {
            throw new IllegalStateException("Silero failed", e);
        }
    }

    @Override
    public void close() {
        try {
            silero.close();
        } catch (OrtException e) {
            throw new IllegalStateException("Silero cannot be closed", e);
        }
    }
}
