package io.agentlocator.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class MuLawTest {

    @Test
    void everyCodeDecodesAsTheJdkDecodesIt() throws IOException {
        var codes = new byte[256];
        for (int i = 0; i < 256; i++) {
            codes[i] = (byte) i;
        }
        var telephone = new AudioFormat(AudioFormat.Encoding.ULAW, 8000, 8, 1, 1, 8000, false);
        var linear = new AudioFormat(8000, 16, 1, true, false);
        byte[] expected = AudioSystem.getAudioInputStream(
                        linear, new AudioInputStream(new ByteArrayInputStream(codes), telephone, 256))
                .readAllBytes();

        short[] decoded = MuLaw.decode(codes);

        for (int i = 0; i < 256; i++) {
            assertThat(decoded[i]).as("code %d", i).isEqualTo((short)
                    (expected[2 * i] & 0xFF | expected[2 * i + 1] << 8));
        }
    }

    @Test
    void encodingWhatWasDecodedGivesTheSameSample() {
        for (int code = 0; code < 256; code++) {
            short sample = MuLaw.decode((byte) code);
            assertThat(MuLaw.decode(MuLaw.encode(sample))).isEqualTo(sample);
        }
    }

    @Test
    void encodingIsOffByNoMoreThanHalfAStep() {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample += 7) {
            int clipped = Math.clamp(sample, -32124, 32124);
            int off = Math.abs(MuLaw.decode(MuLaw.encode((short) sample)) - clipped);
            int segment = Math.max(0, 31 - Integer.numberOfLeadingZeros(Math.min(Math.abs(sample), 32635) + 0x84) - 7);
            assertThat(off).as("sample %d", sample).isLessThanOrEqualTo(4 << segment);
        }
    }

    @Test
    void silenceIsZero() {
        assertThat(MuLaw.decode(MuLaw.SILENCE)).isZero();
    }
}
