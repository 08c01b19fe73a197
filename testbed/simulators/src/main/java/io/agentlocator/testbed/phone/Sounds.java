package io.agentlocator.testbed.phone;

import io.agentlocator.testbed.twilio.sound.Clip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Turns words and files to sound before they are needed. */
final class Sounds {
    private Sounds() {}

    static Line ready(Line line, CallerVoice voice) {
        return switch (line) {
            case Line.Says(String text) -> new Line.Sound(text, voice.mulaw(text));
            case Line.Clip(Path file) -> new Line.Sound(String.valueOf(file.getFileName()), mulaw(file));
            case Line.Sound sound -> sound;
            case Line.Digits digits -> digits;
            case Line.Silence silence -> silence;
            case Line.HangsUp hangsUp -> hangsUp;
        };
    }

    private static byte[] mulaw(Path file) {
        String name = String.valueOf(file.getFileName());
        boolean raw = name.endsWith(".ulaw") || name.endsWith(".mulaw");
        try {
            return Clip.of(Files.readAllBytes(file), raw ? "audio/basic" : "").mulaw();
        } catch (IOException e) {
            throw new UncheckedIOException("clip " + file, e);
        }
    }
}
