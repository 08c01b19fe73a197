package io.agentlocator.testbed.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** RIFF WAVE files: PCM of 8 or 16 bits, and μ-law. */
public final class Wav {
    private static final int PCM = 1;
    private static final int MULAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;

    private Wav() {}

    /** A PCM16 file at 8 kHz; several channels are interleaved and must have one length. */
    public static byte[] pcm16(short[]... channels) {
        int samples = channels[0].length;
        int bytes = samples * 2 * channels.length;
        ByteBuffer file = header(bytes, PCM, channels.length, 16);
        for (int i = 0; i < samples; i++) for (short[] channel : channels) file.putShort(channel[i]);
        return file.array();
    }

    /** A μ-law file at 8 kHz, one channel. */
    public static byte[] mulaw(byte[] sound) {
        return header(sound.length, MULAW, 1, 8).put(sound).array();
    }

    public static boolean is(byte[] file) {
        return file.length >= 12 && tag(file, 0).equals("RIFF") && tag(file, 8).equals("WAVE");
    }

    /**
     * The file's sound at 8 kHz in one channel.
     *
     * @throws IllegalArgumentException when the file is not WAVE, is cut short, or holds another coding
     */
    public static byte[] toMulaw(byte[] file) {
        if (!is(file)) throw new IllegalArgumentException("not a WAVE file");
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int format = 0;
        int channels = 0;
        int rate = 0;
        int bits = 0;
        for (int at = 12; at + 8 <= file.length; ) {
            String name = tag(file, at);
            // A stream of unknown length writes 0 or -1; the sound then reaches to the end of the file.
            int declared = in.getInt(at + 4);
            int rest = file.length - at - 8;
            int size = declared < 0 || declared > rest ? rest : declared;
            if (name.equals("fmt ")) {
                if (size < 16) throw new IllegalArgumentException("format chunk of " + size + " bytes");
                format = in.getShort(at + 8) & 0xFFFF;
                channels = in.getShort(at + 10);
                rate = in.getInt(at + 12);
                bits = in.getShort(at + 22);
                if (format == EXTENSIBLE && size >= 26) format = in.getShort(at + 32) & 0xFFFF;
            } else if (name.equals("data")) {
                if (channels < 1 || rate < 1) throw new IllegalArgumentException("sound before its format");
                if (format == MULAW && channels == 1 && rate == Mulaw.RATE) {
                    return java.util.Arrays.copyOfRange(file, at + 8, at + 8 + size);
                }
                return Mulaw.encode(Resampling.to8k(mono(in, at + 8, size, format, channels, bits), rate));
            }
            at += 8 + size + (size & 1);
        }
        throw new IllegalArgumentException("no sound in the file");
    }

    private static short[] mono(ByteBuffer in, int from, int size, int format, int channels, int bits) {
        int width = bits / 8;
        boolean known = (format == PCM && (bits == 16 || bits == 8)) || (format == MULAW && bits == 8);
        if (!known) throw new IllegalArgumentException("coding " + format + " of " + bits + " bits");
        short[] samples = new short[size / (width * channels)];
        for (int i = 0; i < samples.length; i++) {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                int at = from + (i * channels + channel) * width;
                if (bits == 16) sum += in.getShort(at);
                else if (format == MULAW) sum += Mulaw.decode(in.get(at));
                else sum += ((in.get(at) & 0xFF) - 128) << 8;
            }
            samples[i] = (short) (sum / channels);
        }
        return samples;
    }

    private static ByteBuffer header(int bytes, int format, int channels, int bits) {
        int block = channels * bits / 8;
        return ByteBuffer.allocate(44 + bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(36 + bytes)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) format)
                .putShort((short) channels)
                .putInt(Mulaw.RATE)
                .putInt(Mulaw.RATE * block)
                .putShort((short) block)
                .putShort((short) bits)
                .put(ascii("data"))
                .putInt(bytes);
    }

    private static String tag(byte[] file, int at) {
        return new String(file, at, 4, StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
