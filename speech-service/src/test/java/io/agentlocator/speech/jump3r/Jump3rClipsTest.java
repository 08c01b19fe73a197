package io.agentlocator.speech.jump3r;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.MuLaw;
import io.agentlocator.speech.roles.ClipEncoder;
import io.agentlocator.testbed.google.SyntheticVoice;
import io.agentlocator.testbed.sound.Mp3;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Jump3rClipsTest {

    private final ClipEncoder clips = new Jump3rClips();

    @ParameterizedTest
    @ValueSource(ints = {1, 160, 799, 8_000, 33_333, 240_000})
    void theDurationIsThatOfItsFrames(int samples) {
        ClipEncoder.EncodedClip clip = clips.encode(tone(samples));
        assertThat(Mp3.length(clip.mp3()).orElseThrow().toMillis())
                .isBetween(clip.durationMs() - 1L, clip.durationMs() + 1L);
        long soundMs = MuLaw.millis(samples);
        assertThat((long) clip.durationMs()).isBetween(soundMs, soundMs + 200);
    }

    @Test
    void aPlayerDecodesTheSound() {
        byte[] sentence = SyntheticVoice.say("שלום, מדברת לאה משי דירות ומשרדים בע״מ.", "voice");
        byte[] heard = Mp3.toMulaw(clips.encode(sentence).mp3());
        assertThat(loudness(heard)).isCloseTo(loudness(sentence), org.assertj.core.data.Percentage.withPercentage(25));
        byte[] silence = new byte[16_000];
        Arrays.fill(silence, MuLaw.SILENCE);
        assertThat(loudness(Mp3.toMulaw(clips.encode(silence).mp3()))).isLessThan(100);
    }

    @Test
    void fourMinutesAreLessThanAMegabyte() {
        assertThat(clips.encode(tone(240 * 8000)).mp3().length).isLessThan(1_000_000);
    }

    private static byte[] tone(int samples) {
        byte[] tone = new byte[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = MuLaw.encode((short) (8000 * Math.sin(2 * Math.PI * 440 * i / MuLaw.RATE)));
        }
        return tone;
    }

    private static double loudness(byte[] mulaw) {
        return Math.sqrt(Arrays.stream(toInts(mulaw))
                .mapToDouble(x -> (double) x * x)
                .average()
                .orElse(0));
    }

    private static int[] toInts(byte[] mulaw) {
        short[] samples = MuLaw.decode(mulaw);
        int[] all = new int[samples.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = samples[i];
        }
        return all;
    }
}
