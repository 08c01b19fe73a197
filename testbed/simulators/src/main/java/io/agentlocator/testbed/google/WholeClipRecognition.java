package io.agentlocator.testbed.google;

import io.agentlocator.testbed.sound.Mulaw;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Unary recognition of a whole clip. */
final class WholeClipRecognition {

    /** The coding of the bytes. */
    enum Kind {
        MULAW,
        LINEAR16,
        AUTO
    }

    private static final int LONGEST_MS = 60_000;
    private static final int LARGEST = 10 * 1024 * 1024;

    private WholeClipRecognition() {}

    /** @throws IllegalArgumentException with the vendor's error text */
    static List<StreamRecognition.Result.Final> heard(World world, byte[] content, Kind kind, int rate) {
        if (content.length > LARGEST) {
            throw new IllegalArgumentException("Request payload size exceeds the limit: 10485760 bytes.");
        }
        var sound = isWav(content) ? unwrapped(content) : headerless(content, kind, rate);
        if (sound.length * 1000L / Mulaw.RATE > LONGEST_MS) {
            throw new IllegalArgumentException(
                    "Sync input too long. For audio longer than 1 min use LongRunningRecognize with a 'uri' parameter.");
        }
        var ear = new StreamRecognition(world.known, world.settings.endSilence().toMillis());
        var all = new java.util.ArrayList<>(ear.hear(sound));
        all.addAll(ear.end());
        return all.stream()
                .<StreamRecognition.Result.Final>mapMulti((heard, next) -> {
                    if (heard instanceof StreamRecognition.Result.Final words
                            && !words.text().isEmpty()) {
                        next.accept(words);
                    }
                })
                .toList();
    }

    /** WAVE, or μ-law without a header, as μ-law. @throws IllegalArgumentException for what is neither */
    static byte[] mulaw(byte[] content) {
        return isWav(content) ? unwrapped(content) : content;
    }

    static Optional<String> text(List<StreamRecognition.Result.Final> finals) {
        return finals.isEmpty()
                ? Optional.empty()
                : Optional.of(finals.stream()
                        .map(StreamRecognition.Result.Final::text)
                        .collect(Collectors.joining(" ")));
    }

    private static byte[] headerless(byte[] content, Kind kind, int rate) {
        return switch (kind) {
            case MULAW -> content;
            case LINEAR16 -> narrowed(content, rate);
            case AUTO ->
                throw new IllegalArgumentException(
                        "Audio data does not appear to be in a supported encoding. If you believe this to be incorrect, try explicitly specifying the decoding parameters.");
        };
    }

    private static byte[] narrowed(byte[] content, int rate) {
        int step = Math.max(1, rate / Mulaw.RATE);
        var samples = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        var mulaw = new byte[samples.remaining() / step];
        for (int i = 0; i < mulaw.length; i++) {
            mulaw[i] = Mulaw.encode(samples.get(i * step));
        }
        return mulaw;
    }

    private static boolean isWav(byte[] content) {
        return content.length > 12
                && new String(content, 0, 4, StandardCharsets.US_ASCII).equals("RIFF")
                && new String(content, 8, 4, StandardCharsets.US_ASCII).equals("WAVE");
    }

    private static byte[] unwrapped(byte[] wav) {
        var in = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        int format = 0;
        int rate = Mulaw.RATE;
        for (int at = 12; at + 8 <= wav.length; ) {
            var id = new String(wav, at, 4, StandardCharsets.US_ASCII);
            // A stream of unknown length writes -1; the sound then reaches to the end of the file.
            int declared = in.getInt(at + 4);
            int rest = wav.length - at - 8;
            int length = declared < 0 ? rest : Math.min(declared, rest);
            if (id.equals("fmt ")) {
                format = in.getShort(at + 8);
                rate = in.getInt(at + 12);
            } else if (id.equals("data")) {
                var data = java.util.Arrays.copyOfRange(wav, at + 8, at + 8 + length);
                return headerless(data, format == 7 ? Kind.MULAW : Kind.LINEAR16, rate);
            }
            at += 8 + length + (length & 1);
        }
        throw new IllegalArgumentException("Audio data is being streamed incorrectly.");
    }
}
