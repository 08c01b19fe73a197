package io.agentlocator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Mp3LengthTest {

    /** Header bytes 1 to 3, length in bytes and in samples, per ISO/IEC 11172-3 and 13818-3. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "MPEG-2 24 kHz 64 kbit,        F3, 84, 192, 576, 24000",
        "MPEG-2 22.05 kHz 64 kbit pad, F3, 82, 209, 576, 22050",
        "MPEG-1 44.1 kHz 128 kbit,     FB, 90, 417, 1152, 44100",
        "MPEG-1 48 kHz 320 kbit crc,   FA, E4, 960, 1152, 48000",
        "MPEG-2.5 8 kHz 8 kbit,        E3, 18, 72, 576, 8000",
    })
    void countsFrames(String name, String second, String third, int bytes, int samples, int hertz) {
        byte[] mp3 = frames(100, second, third, bytes);
        assertThat(Mp3Length.of(mp3).toMillis()).isCloseTo(100L * samples * 1000 / hertz, within(1L));
    }

    @Test
    void skipsTagsAndWhatIsNoFrame() {
        byte[] frames = frames(50, "F3", "84", 192);
        var file = new ByteArrayOutputStream();
        // The tag contains bytes that look like frames.
        byte[] tag = frames(2, "F3", "84", 192);
        file.writeBytes(
                new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, (byte) (tag.length >> 7), (byte) (tag.length & 0x7F)});
        file.writeBytes(tag);
        file.writeBytes(new byte[] {0, (byte) 0xFF, 0, 1});
        file.writeBytes(frames);
        file.writeBytes("TAG title".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(Mp3Length.of(file.toByteArray())).isEqualTo(Mp3Length.of(frames));
    }

    @Test
    void noSoundIsNoTime() {
        assertThat(Mp3Length.of(new byte[0])).isZero();
        assertThat(Mp3Length.of(new byte[10_000])).isZero();
        assertThat(Mp3Length.of(new byte[] {'I', 'D', '3', 4, 0, 0, 127, 127, 127, 127, 0, 0}))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"greeting_he.mp3", "fallback_he.mp3", "thanks_he.mp3"})
    void theRecordedPhrasesAreThereAndShort(String file) throws IOException {
        String path = "/META-INF/resources/static/tts/" + file;
        try (InputStream in = getClass().getResourceAsStream(path)) {
            assertThat(in)
                    .as("%s must be in src/main/resources%s: the caller hears it", file, path)
                    .isNotNull();
            assertThat(Mp3Length.of(in.readAllBytes())).isBetween(Duration.ofMillis(500), Duration.ofSeconds(12));
        }
    }

    private static byte[] frames(int count, String second, String third, int bytes) {
        var mp3 = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            byte[] frame = new byte[bytes];
            frame[0] = (byte) 0xFF;
            frame[1] = (byte) Integer.parseInt(second, 16);
            frame[2] = (byte) Integer.parseInt(third, 16);
            mp3.writeBytes(frame);
        }
        return mp3.toByteArray();
    }
}
