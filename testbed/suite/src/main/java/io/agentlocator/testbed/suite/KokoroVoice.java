package io.agentlocator.testbed.suite;

import io.agentlocator.events.MuLaw;
import io.agentlocator.speechmodels.cache.FetchProgress;
import io.agentlocator.speechmodels.cache.ModelCache;
import io.agentlocator.speechmodels.cache.SpeechModel;
import io.agentlocator.speechmodels.hebrew.HebrewPhonemes;
import io.agentlocator.speechmodels.kokoro.Kokoro;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The voice of the simulated caller, which is not the agent's. Synthesised lines are cached on disk, so that the caller
 * does not take processor time from the suite under test.
 */
public final class KokoroVoice implements AutoCloseable {

    private final Path directory;
    private final String voice;
    private @Nullable Kokoro kokoro;

    public KokoroVoice(Path directory, String voice) {
        this.directory = directory;
        this.voice = voice;
    }

    /** The text as μ-law at 8 kHz. */
    public synchronized byte[] mulaw(String text) {
        Path file = directory.resolve(name(text));
        try {
            if (Files.exists(file)) {
                return Files.readAllBytes(file);
            }
            byte[] sound = speak(text);
            Files.createDirectories(directory);
            Path partial = Files.createTempFile(directory, "clip", ".part");
            Files.write(partial, sound);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return sound;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] speak(String text) throws IOException {
        try {
            Kokoro speaker = kokoro;
            if (speaker == null) {
                Path model = ModelCache.standard().fetch(SpeechModel.KOKORO, FetchProgress.SILENT);
                speaker = Kokoro.load(model, 2);
                kokoro = speaker;
            }
            return MuLaw.encode(
                    speaker.speakForTelephone(HebrewPhonemes.standard().of(text), voice, 1.0f));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the voice was fetched", e);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the caller's voice failed", e);
        }
    }

    private String name(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((voice + "|" + text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12) + ".ulaw";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        if (kokoro != null) {
            kokoro.close();
        }
    }
}
