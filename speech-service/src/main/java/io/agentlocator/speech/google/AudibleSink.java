package io.agentlocator.speech.google;

import io.agentlocator.speech.FailureKind;
import io.agentlocator.speech.Loudness;
import io.agentlocator.speech.SpeechSynthesizer.SoundSink;
import io.agentlocator.speech.SynthesisFailed;
import java.io.ByteArrayOutputStream;

/**
 * Lets sound through as soon as there is something to hear in it. A vendor may answer well and send digital silence; a voice
 * that begins with more than a second of it is taken for a broken one while another can still be asked.
 */
final class AudibleSink {

    private static final int LONGEST_LEAD = 8_000;

    private final SoundSink sink;
    private final ByteArrayOutputStream lead = new ByteArrayOutputStream();
    private boolean audible;

    AudibleSink(SoundSink sink) {
        this.sink = sink;
    }

    boolean accept(byte[] mulaw) throws SynthesisFailed {
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
            throw new SynthesisFailed(FailureKind.EMPTY, "silence instead of speech");
        }
        return true;
    }

    void finished() throws SynthesisFailed {
        if (!audible) {
            throw new SynthesisFailed(
                    FailureKind.EMPTY, lead.size() == 0 ? "no sound at all" : "silence instead of speech");
        }
    }
}
