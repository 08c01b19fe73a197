package io.agentlocator.testbed.phone;

import io.agentlocator.testbed.sound.DecodedClip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Converts words and files to sound before they are needed. */
final class Sounds {
    private Sounds() {}

    static CallerAction ready(CallerAction line, CallerVoice voice) {
        return switch (line) {
            case CallerAction.Says(String text) -> new CallerAction.Sound(text, voice.mulaw(text));
            case CallerAction.Clip(Path file) ->
                new CallerAction.Sound(String.valueOf(file.getFileName()), mulaw(file));
            case CallerAction.Sound sound -> sound;
            case CallerAction.Digits digits -> digits;
            case CallerAction.Silence silence -> silence;
            case CallerAction.HangsUp hangsUp -> hangsUp;
        };
    }

    private static byte[] mulaw(Path file) {
        String name = String.valueOf(file.getFileName());
        boolean raw = name.endsWith(".ulaw") || name.endsWith(".mulaw");
        try {
            return DecodedClip.of(Files.readAllBytes(file), raw ? "audio/basic" : "")
                    .mulaw();
        } catch (IOException e) {
            throw new UncheckedIOException("clip " + file, e);
        }
    }
}
