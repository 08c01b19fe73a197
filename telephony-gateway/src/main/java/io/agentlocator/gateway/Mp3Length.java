package io.agentlocator.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The playing time of an MP3 file, counted from its frames (MPEG 1, 2 and 2.5, layer III; ISO/IEC 11172-3 and 13818-3).
 * Tags and anything else that is no frame are skipped.
 */
public final class Mp3Length {

    private static final int[] KBIT_MPEG1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KBIT_MPEG2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] HERTZ_MPEG1 = {44_100, 48_000, 32_000};
    private static final int LAYER_3 = 1;
    private static final int MPEG_1 = 3;
    private static final int MPEG_2 = 2;

    private Mp3Length() {}

    /** Zero where there is no frame. */
    public static Duration of(byte[] mp3) {
        double micros = 0;
        int at = afterTag(mp3);
        while (at + 4 <= mp3.length) {
            Frame frame = frame(mp3, at);
            if (frame == null) {
                at++;
                continue;
            }
            micros += frame.samples * 1_000_000.0 / frame.hertz;
            at += frame.bytes;
        }
        return Duration.ofMillis(Math.round(micros / 1000));
    }

    private record Frame(int samples, int hertz, int bytes) {}

    private static @Nullable Frame frame(byte[] mp3, int at) {
        int header =
                (mp3[at] & 0xFF) << 24 | (mp3[at + 1] & 0xFF) << 16 | (mp3[at + 2] & 0xFF) << 8 | mp3[at + 3] & 0xFF;
        int version = header >>> 19 & 3;
        int bitrate = header >>> 12 & 15;
        int rate = header >>> 10 & 3;
        boolean sync = header >>> 21 == 0x7FF;
        if (!sync || version == 1 || (header >>> 17 & 3) != LAYER_3 || bitrate == 0 || bitrate == 15 || rate == 3) {
            return null;
        }
        boolean mpeg1 = version == MPEG_1;
        int hertz = HERTZ_MPEG1[rate] / (mpeg1 ? 1 : version == MPEG_2 ? 2 : 4);
        int samples = mpeg1 ? 1152 : 576;
        int kbit = (mpeg1 ? KBIT_MPEG1 : KBIT_MPEG2)[bitrate];
        int padding = header >>> 9 & 1;
        return new Frame(samples, hertz, samples / 8 * kbit * 1000 / hertz + padding);
    }

    /** An ID3v2 tag holds its length in four bytes of seven bits. */
    private static int afterTag(byte[] mp3) {
        if (mp3.length < 10 || mp3[0] != 'I' || mp3[1] != 'D' || mp3[2] != '3') {
            return 0;
        }
        int length = (mp3[6] & 0x7F) << 21 | (mp3[7] & 0x7F) << 14 | (mp3[8] & 0x7F) << 7 | mp3[9] & 0x7F;
        return 10 + length;
    }
}
