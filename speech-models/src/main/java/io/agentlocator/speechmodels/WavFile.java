package io.agentlocator.speechmodels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes mono 16-bit PCM in a RIFF/WAVE file. */
public final class WavFile {

    private static final int HEADER = 44;

    private WavFile() {}

    /** The bytes of a whole file. */
    public static byte[] bytes(short[] pcm, int sampleRate) {
        int dataBytes = pcm.length * Short.BYTES;
        ByteBuffer out = ByteBuffer.allocate(HEADER + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put(ascii("RIFF")).putInt(HEADER - 8 + dataBytes).put(ascii("WAVE"));
        out.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        out.putInt(sampleRate)
                .putInt(sampleRate * Short.BYTES)
                .putShort((short) Short.BYTES)
                .putShort((short) 16);
        out.put(ascii("data")).putInt(dataBytes);
        out.asShortBuffer().put(pcm);
        return out.array();
    }

    /** Writes the file and replaces an existing one. */
    public static void write(Path file, short[] pcm, int sampleRate) throws IOException {
        Files.write(file, bytes(pcm, sampleRate));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
