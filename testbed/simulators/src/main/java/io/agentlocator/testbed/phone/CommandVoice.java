package io.agentlocator.testbed.phone;

import io.agentlocator.testbed.sound.DecodedClip;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A voice from another program, which reads UTF-8 text from standard input and writes a WAV or MP3 file to standard output. */
public final class CommandVoice implements CallerVoice {
    private static final long LONGEST_SECONDS = 60;

    private final List<String> command;

    public CommandVoice(List<String> command) {
        this.command = List.copyOf(command);
    }

    @Override
    public byte[] mulaw(String text) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            CompletableFuture<byte[]> file = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    file.complete(process.getInputStream().readAllBytes());
                } catch (IOException e) {
                    file.completeExceptionally(e);
                }
            });
            try (OutputStream words = process.getOutputStream()) {
                words.write(text.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the voice did not end in " + LONGEST_SECONDS + " s");
            }
            if (process.exitValue() != 0)
                throw new IllegalStateException("the voice ended with " + process.exitValue());
            return DecodedClip.of(file.join(), "").mulaw();
        } catch (IOException e) {
            throw new UncheckedIOException("the voice could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
