package io.agentlocator.testbed.sound;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.DecoderException;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.SampleBuffer;

/** MPEG audio, layer III: length from the frame headers, sound by decoding. */
public final class Mp3 {
    private static final int[] RATES_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] RATES_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] SAMPLING_1 = {44100, 48000, 32000};

    private Mp3() {}

    /** Empty when no frame is found. A leading Xing or Info frame carries no sound and does not count. */
    public static Optional<Duration> length(byte[] file) {
        double seconds = 0;
        int frames = 0;
        int at = afterTag(file);
        while (at + 4 <= file.length) {
            Frame frame = frame(file, at);
            if (frame == null) {
                at++;
                continue;
            }
            boolean truncated = at + frame.bytes > file.length;
            if (!truncated && !(frames == 0 && hasIndex(file, at, frame.bytes))) {
                seconds += (double) frame.samples / frame.rate;
            }
            frames++;
            at += frame.bytes;
        }
        return seconds > 0 ? Optional.of(Duration.ofNanos(Math.round(seconds * 1e9))) : Optional.empty();
    }

    /**
     * The sound at 8 kHz in one channel.
     *
     * @throws IllegalArgumentException when the file cannot be decoded
     */
    public static byte[] toMulaw(byte[] file) {
        Bitstream in = new Bitstream(new ByteArrayInputStream(file));
        Decoder decoder = new Decoder();
        short[] mono = new short[file.length * 4];
        int length = 0;
        int rate = 0;
        try {
            for (Header header = in.readFrame(); header != null; header = in.readFrame()) {
                SampleBuffer decoded = (SampleBuffer) decoder.decodeFrame(header, in);
                int channels = decoded.getChannelCount();
                rate = decoded.getSampleFrequency();
                int samples = decoded.getBufferLength() / channels;
                if (length + samples > mono.length) mono = Arrays.copyOf(mono, (length + samples) * 2);
                short[] source = decoded.getBuffer();
                for (int i = 0; i < samples; i++) {
                    int sum = 0;
                    for (int channel = 0; channel < channels; channel++) sum += source[i * channels + channel];
                    mono[length++] = (short) (sum / channels);
                }
                in.closeFrame();
            }
        } catch (BitstreamException | DecoderException | RuntimeException e) {
            throw new IllegalArgumentException("MP3 cannot be decoded", e);
        }
        if (length == 0) throw new IllegalArgumentException("no MP3 frame");
        return Mulaw.encode(Resampling.to8k(Arrays.copyOf(mono, length), rate));
    }

    private record Frame(int bytes, int samples, int rate) {}

    private static @org.jspecify.annotations.Nullable Frame frame(byte[] file, int at) {
        int header = (file[at] & 0xFF) << 24
                | (file[at + 1] & 0xFF) << 16
                | (file[at + 2] & 0xFF) << 8
                | (file[at + 3] & 0xFF);
        if (header >>> 21 != 0x7FF) return null;
        int version = header >>> 19 & 3;
        int layer = header >>> 17 & 3;
        int bitrate = header >>> 12 & 15;
        int sampling = header >>> 10 & 3;
        if (version == 1 || layer != 1 || bitrate == 0 || bitrate == 15 || sampling == 3) return null;
        boolean first = version == 3;
        int rate = SAMPLING_1[sampling] >> (first ? 0 : version == 2 ? 1 : 2);
        int samples = first ? 1152 : 576;
        int kbits = first ? RATES_1[bitrate] : RATES_2[bitrate];
        return new Frame(samples / 8 * kbits * 1000 / rate + (header >>> 9 & 1), samples, rate);
    }

    private static boolean hasIndex(byte[] file, int at, int bytes) {
        String text = new String(file, at, Math.min(bytes, 64), java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.contains("Xing") || text.contains("Info");
    }

    private static int afterTag(byte[] file) {
        if (file.length < 10 || file[0] != 'I' || file[1] != 'D' || file[2] != '3') return 0;
        return 10 + ((file[6] & 0x7F) << 21 | (file[7] & 0x7F) << 14 | (file[8] & 0x7F) << 7 | (file[9] & 0x7F));
    }
}
