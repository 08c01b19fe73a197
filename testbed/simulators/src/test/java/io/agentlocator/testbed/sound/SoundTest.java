package io.agentlocator.testbed.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SoundTest {
    @Test
    void mulawKnowsItsFixedPoints() {
        assertThat(Mulaw.decode((byte) 0xFF)).isZero();
        assertThat(Mulaw.decode((byte) 0x7F)).isZero();
        assertThat(Mulaw.decode((byte) 0x00)).isEqualTo((short) -32124);
        assertThat(Mulaw.decode((byte) 0x80)).isEqualTo((short) 32124);
        for (int coded = 0; coded < 256; coded++) {
            short linear = Mulaw.decode((byte) coded);
            assertThat(Mulaw.decode(Mulaw.encode(linear))).isEqualTo(linear);
        }
        assertThat(Mulaw.decode(Mulaw.encode((short) 1000)))
                .isCloseTo((short) 1000, org.assertj.core.data.Offset.offset((short) 33));
    }

    @Test
    void wavGoesThereAndBack() {
        byte[] sound = Tones.sine(440, 8000, Duration.ofMillis(500));
        assertThat(Wav.toMulaw(Wav.pcm16(Mulaw.decode(sound)))).isEqualTo(sound);
        assertThat(Wav.toMulaw(Wav.mulaw(sound))).isEqualTo(sound);
        assertThatThrownBy(() -> Wav.toMulaw(new byte[50])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mp3HasTheLengthAndTheSoundOfItsFrames() throws Exception {
        byte[] file;
        try (InputStream in = SoundTest.class.getResourceAsStream("/tone.mp3")) {
            file = in.readAllBytes();
        }
        assertThat(Mp3.length(file).orElseThrow()).isBetween(Duration.ofMillis(950), Duration.ofMillis(1100));
        SoundTrack track = new SoundTrack(200);
        byte[] mulaw = DecodedClip.of(file, "audio/mpeg").mulaw();
        for (int at = 0; at + 160 <= mulaw.length; at += 160) track.add(Arrays.copyOfRange(mulaw, at, at + 160));
        // The encoder's own delay stands before the 200 ms of silence.
        assertThat(track.firstAudible(Duration.ZERO).orElseThrow())
                .isBetween(Duration.ofMillis(180), Duration.ofMillis(320));
        assertThat(track.audible(Duration.ZERO, track.length()))
                .isBetween(Duration.ofMillis(560), Duration.ofMillis(680));
    }

    @Test
    void textIsNoSound() {
        assertThatThrownBy(() ->
                        DecodedClip.of("not found".getBytes(java.nio.charset.StandardCharsets.UTF_8), "audio/mpeg"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void trackAnswersWhenSomethingWasAudible() {
        SoundTrack track = new SoundTrack(200);
        byte[] loud = Tones.sine(500, 8000, Duration.ofMillis(20));
        for (int i = 0; i < 100; i++) track.add(i >= 20 && i < 40 ? loud : Mulaw.silence(160));
        assertThat(track.firstAudible(Duration.ZERO)).contains(Duration.ofMillis(400));
        assertThat(track.firstAudible(Duration.ofMillis(790))).isEmpty();
        assertThat(track.lastAudible(track.length())).contains(Duration.ofMillis(800));
        assertThat(track.lastAudible(Duration.ofMillis(500))).contains(Duration.ofMillis(500));
        assertThat(track.lastAudible(Duration.ofMillis(400))).isEmpty();
        assertThat(track.audible(Duration.ofMillis(300), Duration.ofMillis(500)))
                .isEqualTo(Duration.ofMillis(100));
        assertThat(track.longestSilence(Duration.ZERO, track.length())).isEqualTo(Duration.ofMillis(1200));
    }
}
