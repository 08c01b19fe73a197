package io.agentlocator.speech.audio;

import io.agentlocator.events.MuLaw;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads RIFF/WAVE files: PCM of 8, 16, 24 or 32 bits and μ-law, at any rate up to 192 kHz. Several channels are mixed into
 * one. A data length of 0 or all ones, which streaming writers leave, means "to the end of the file".
 */
public final class WavReader {

    private static final int PCM = 1;
    private static final int MULAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int HIGHEST_RATE = 192_000;

    private WavReader() {}

    /** Whether the bytes begin with a RIFF/WAVE header. */
    public static boolean isWav(byte[] file) {
        return file.length >= 12 && tag(file, 0).equals("RIFF") && tag(file, 8).equals("WAVE");
    }

    /** @throws IllegalArgumentException if the file is not such a file; the message says why */
    public static PcmAudio parse(byte[] file) {
        if (!isWav(file)) {
            throw new IllegalArgumentException("not a WAVE file");
        }
        var in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        Format format = null;
        int at = 12;
        while (at + 8 <= file.length) {
            String id = tag(file, at);
            long declared = Integer.toUnsignedLong(in.getInt(at + 4));
            int from = at + 8;
            int room = file.length - from;
            if (id.equals("fmt ")) {
                format = Format.read(in, from, (int) Math.min(declared, room));
            } else if (id.equals("data")) {
                if (format == null) {
                    throw new IllegalArgumentException("the data chunk comes before the format chunk");
                }
                boolean open = declared == 0 || declared > room;
                return format.decode(in, from, open ? room : (int) declared);
            }
            // RIFF pads chunks to even lengths.
            long next = from + declared + (declared & 1);
            if (next > file.length) {
                break;
            }
            at = (int) next;
        }
        throw new IllegalArgumentException("no data chunk");
    }

    private static String tag(byte[] file, int at) {
        return new String(file, at, 4, StandardCharsets.US_ASCII);
    }

    private record Format(int code, int channels, int rate, int bits) {

        static Format read(ByteBuffer in, int at, int length) {
            if (length < 16) {
                throw new IllegalArgumentException("a format chunk of " + length + " bytes");
            }
            int code = Short.toUnsignedInt(in.getShort(at));
            if (code == EXTENSIBLE && length >= 26) {
                code = Short.toUnsignedInt(in.getShort(at + 24));
            }
            var format =
                    new Format(code, Short.toUnsignedInt(in.getShort(at + 2)), in.getInt(at + 4), in.getShort(at + 14));
            boolean known = code == MULAW && format.bits == 8
                    || code == PCM && (format.bits == 8 || format.bits == 16 || format.bits == 24 || format.bits == 32);
            if (!known) {
                throw new IllegalArgumentException("format " + code + " of " + format.bits + " bits is not supported");
            }
            if (format.channels < 1 || format.channels > 16 || format.rate < 1 || format.rate > HIGHEST_RATE) {
                throw new IllegalArgumentException(format.channels + " channels of " + format.rate + " Hz");
            }
            return format;
        }

        PcmAudio decode(ByteBuffer in, int from, int length) {
            int width = bits / 8;
            var samples = new short[length / (width * channels)];
            for (int i = 0; i < samples.length; i++) {
                int sum = 0;
                for (int channel = 0; channel < channels; channel++) {
                    sum += sample(in, from + (i * channels + channel) * width);
                }
                samples[i] = (short) (sum / channels);
            }
            return new PcmAudio(samples, rate);
        }

        private int sample(ByteBuffer in, int at) {
            if (code == MULAW) {
                return MuLaw.decode(in.get(at));
            }
            return switch (bits) {
                case 8 -> (Byte.toUnsignedInt(in.get(at)) - 128) << 8;
                case 16 -> in.getShort(at);
                case 24 -> in.getShort(at + 1);
                default -> in.getShort(at + 2);
            };
        }
    }
}
