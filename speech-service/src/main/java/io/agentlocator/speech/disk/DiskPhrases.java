package io.agentlocator.speech.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentlocator.speech.roles.PhraseCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Caches phrases in memory, least recently used out first, and the agent's fixed sentences also as files, which processes may
 * share. The sound of a sentence made for one caller is never written to disk.
 */
public final class DiskPhrases implements PhraseCache {

    private static final String SUFFIX = ".ulaw";

    private final Path directory;
    private final long maxBytes;
    private final BiPredicate<String, String> lasting;
    private final Consumer<String> failed;
    private final LinkedHashMap<String, byte[]> memory = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * @param maxBytes in memory
     * @param lasting which texts of which voice may be written to disk
     * @param failed receives the cause when a file cannot be read or written; the phrase then stays in memory only
     */
    public DiskPhrases(Path directory, long maxBytes, BiPredicate<String, String> lasting, Consumer<String> failed) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.lasting = lasting;
        this.failed = failed;
    }

    @Override
    public Optional<byte[]> find(String voice, String text) {
        String name = name(voice, text);
        synchronized (memory) {
            byte[] known = memory.get(name);
            if (known != null) {
                return Optional.of(known);
            }
        }
        if (!lasting.test(voice, text)) {
            return Optional.empty();
        }
        byte @Nullable [] read = read(directory.resolve(name + SUFFIX));
        if (read != null) {
            remember(name, read);
        }
        return Optional.ofNullable(read);
    }

    @Override
    public void keep(String voice, String text, byte[] mulaw) {
        String name = name(voice, text);
        remember(name, mulaw.clone());
        if (lasting.test(voice, text)) {
            write(directory.resolve(name + SUFFIX), mulaw);
        }
    }

    private void remember(String name, byte[] mulaw) {
        synchronized (memory) {
            byte[] before = memory.put(name, mulaw);
            bytes += mulaw.length - (before == null ? 0 : before.length);
            var oldest = memory.entrySet().iterator();
            while (bytes > maxBytes && oldest.hasNext()) {
                bytes -= oldest.next().getValue().length;
                oldest.remove();
            }
        }
    }

    private byte @Nullable [] read(Path file) {
        try {
            byte[] mulaw = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
            return mulaw.length == 0 ? null : mulaw;
        } catch (IOException e) {
            failed.accept("phrase not read: " + e.getMessage());
            return null;
        }
    }

    private void write(Path file, byte[] mulaw) {
        try {
            Files.createDirectories(directory);
            Path fresh = Files.createTempFile(directory, "phrase-", ".tmp");
            try {
                Files.write(fresh, mulaw);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            failed.accept("phrase not written: " + e.getMessage());
        }
    }

    private static String name(String voice, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(voice.getBytes(UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8))).substring(0, 40);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
