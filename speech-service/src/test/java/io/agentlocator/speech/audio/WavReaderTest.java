package io.agentlocator.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agentlocator.events.MuLaw;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavReaderTest {

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static Stream<Arguments> files() {
        byte loud = MuLaw.encode((short) 8000);
        short decoded = MuLaw.decode(loud);
        return Stream.of(
                arguments(
                        "16 bits", wav(1, 1, 8000, 16, 16, bytes(0x34, 0x12, 0xFF, 0xFF), 4), new short[] {0x1234, -1}),
                arguments(
                        "8 bits", wav(1, 1, 8000, 8, 16, bytes(128, 255, 0), 3), new short[] {0, 127 << 8, -128 << 8}),
                arguments("24 bits", wav(1, 1, 8000, 24, 16, bytes(9, 0x34, 0x12), 3), new short[] {0x1234}),
                arguments(
                        "μ-law, short format", wav(7, 1, 8000, 8, 16, bytes(loud, 0xFF), 2), new short[] {decoded, 0}),
                arguments("μ-law, format of 18 bytes", wav(7, 1, 8000, 8, 18, bytes(loud, 0xFF), 2), new short[] {
                    decoded, 0
                }),
                arguments("two channels", wav(1, 2, 8000, 16, 16, bytes(100, 0, 44, 1), 4), new short[] {200}),
                arguments("length left open", wav(1, 1, 8000, 16, 16, bytes(1, 0, 2, 0), 0), new short[] {1, 2}),
                arguments("length all ones", wav(1, 1, 8000, 16, 16, bytes(1, 0, 2, 0), -1), new short[] {1, 2}),
                arguments("cut off", wav(1, 1, 8000, 16, 16, bytes(1, 0, 2, 0, 3), 400), new short[] {1, 2}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void reads(String name, byte[] file, short[] samples) {
        PcmAudio sound = WavReader.parse(file);
        assertThat(sound.samples()).isEqualTo(samples);
        assertThat(sound.rate()).isEqualTo(8000);
    }

    @Test
    void keepsTheRate() {
        assertThat(WavReader.parse(wav(1, 1, 44_100, 16, 16, bytes(1, 0), 2)).rate())
                .isEqualTo(44_100);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 85})
    void otherFormatsAreNamed(int format) {
        assertThatThrownBy(() -> WavReader.parse(wav(format, 1, 8000, 8, 16, bytes(1), 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format " + format);
    }

    @Test
    void otherBytesAreRefused() {
        byte[] whole = wav(1, 1, 8000, 16, 16, bytes(1, 0), 2);
        for (int length = 0; length < whole.length - 2; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> WavReader.parse(part)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> WavReader.parse("<html>not found</html>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A file with a chunk of odd length before the sound, as some writers put one. */
    private static byte[] wav(
            int format, int channels, int rate, int bits, int formatLength, byte[] data, int declared) {
        var out = ByteBuffer.allocate(12 + 8 + formatLength + 8 + 4 + 8 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(0).put("WAVE".getBytes(StandardCharsets.US_ASCII));
        out.put("fmt ".getBytes(StandardCharsets.US_ASCII)).putInt(formatLength);
        out.putShort((short) format).putShort((short) channels).putInt(rate).putInt(rate * channels * bits / 8);
        out.putShort((short) (channels * bits / 8)).putShort((short) bits);
        out.position(out.position() + formatLength - 16);
        out.put("fact".getBytes(StandardCharsets.US_ASCII)).putInt(3).putInt(0);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(declared).put(data);
        return out.array();
    }
}
