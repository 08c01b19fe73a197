package io.agentlocator.speech.google;

import io.agentlocator.speech.audio.Loudness;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.SpeechSynthesizer.SoundSink;
import java.io.ByteArrayOutputStream;

/**
 * Passes sound on once some of it is audible. A vendor may answer without an error and send digital silence: a voice that
 * begins with more than a second of it counts as failed while another one can still be asked.
 */
final class AudibleSink {

    private static final int LONGEST_LEAD = 8_000;

    private final SoundSink sink;
    private final ByteArrayOutputStream lead = new ByteArrayOutputStream();
    private boolean audible;

    AudibleSink(SoundSink sink) {
        this.sink = sink;
    }

    boolean accept(byte[] mulaw) throws EngineFailure {
        if (audible) {
            return sink.accept(mulaw);
        }
        lead.writeBytes(mulaw);
        var held = lead.toByteArray();
        if (Loudness.firstAudible(held) >= 0) {
            audible = true;
            return sink.accept(held);
        }
        if (held.length > LONGEST_LEAD) {
            throw new EngineFailure(FailureKind.EMPTY, "silence instead of speech");
        }
        return true;
    }

    void finished() throws EngineFailure {
        if (!audible) {
            throw new EngineFailure(
                    FailureKind.EMPTY, lead.size() == 0 ? "no sound at all" : "silence instead of speech");
        }
    }
}
