package io.agentlocator.speech.jump3r;

import de.sciss.jump3r.lowlevel.LameEncoder;
import io.agentlocator.events.MuLaw;
import io.agentlocator.speech.roles.ClipEncoder;
import io.agentlocator.speechmodels.Resampler;
import io.agentlocator.speechmodels.Samples;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;

/**
 * MPEG-2 layer III, 16 kHz mono at 32 kbit/s: more than the telephone's band, at a rate that every player supports. 8 kHz would
 * be MPEG 2.5, which is not a standard.
 */
public final class Jump3rClips implements ClipEncoder {

    private static final int RATE = 16_000;
    private static final int KILOBITS = 32;

    /** Samples of a frame of MPEG-2 layer III. */
    private static final int FRAME = 576;

    private static final Resampler UP = Resampler.between(MuLaw.RATE, RATE);

    @Override
    public EncodedClip encode(byte[] mulaw) {
        short[] samples = Samples.toShorts(UP.apply(Samples.toFloats(MuLaw.decode(mulaw))));
        var bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        byte[] pcm = bytes.array();
        var encoder = new LameEncoder(
                new AudioFormat(RATE, 16, 1, true, false),
                KILOBITS,
                LameEncoder.CHANNEL_MODE_MONO,
                LameEncoder.QUALITY_MIDDLE,
                false);
        try {
            var mp3 = new ByteArrayOutputStream();
            byte[] out = new byte[encoder.getMP3BufferSize()];
            int atOnce = encoder.getPCMBufferSize();
            for (int from = 0; from < pcm.length; from += atOnce) {
                int length = Math.min(atOnce, pcm.length - from);
                mp3.write(out, 0, encoder.encodeBuffer(pcm, from, length, out));
            }
            mp3.write(out, 0, encoder.encodeFinish(out));
            byte[] clip = mp3.toByteArray();
            return new EncodedClip(clip, Math.toIntExact(frames(clip) * FRAME * 1000L / RATE));
        } finally {
            encoder.close();
        }
    }

    /** At 32 kbit/s and 16 kHz each frame has 144 bytes without padding: 72 × 32,000 / 16,000. */
    private static int frames(byte[] mp3) {
        return mp3.length / (FRAME / 8 * KILOBITS * 1000 / RATE);
    }
}
