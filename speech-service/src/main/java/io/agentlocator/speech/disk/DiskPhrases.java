package io.agentlocator.speech.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentlocator.speech.Phrases;
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
 * Phrases in memory, the least used forgotten first; those that are nobody's personal business also as files, which other
 * processes may share. What a caller's own sentence sounds like is never written to a disk.
 */
public final class DiskPhrases implements Phrases {

    private static final String SUFFIX = ".ulaw";

    private final Path directory;
    private final long mostBytes;
    private final BiPredicate<String, String> lasting;
    private final Consumer<String> trouble;
    private final LinkedHashMap<String, byte[]> memory = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * @param mostBytes in memory
     * @param lasting which texts of which engine may be written to the disk
     * @param trouble told when the disk does not do its part; phrases are then kept in memory only
     */
    public DiskPhrases(Path directory, long mostBytes, BiPredicate<String, String> lasting, Consumer<String> trouble) {
        this.directory = directory;
        this.mostBytes = mostBytes;
        this.lasting = lasting;
        this.trouble = trouble;
    }

    @Override
    public Optional<byte[]> find(String engine, String text) {
        String name = name(engine, text);
        synchronized (memory) {
            byte[] known = memory.get(name);
            if (known != null) {
                return Optional.of(known);
            }
        }
        if (!lasting.test(engine, text)) {
            return Optional.empty();
        }
        byte @Nullable [] read = read(directory.resolve(name + SUFFIX));
        if (read != null) {
            remember(name, read);
        }
        return Optional.ofNullable(read);
    }

    @Override
    public void keep(String engine, String text, byte[] mulaw) {
        String name = name(engine, text);
        remember(name, mulaw.clone());
        if (lasting.test(engine, text)) {
            write(directory.resolve(name + SUFFIX), mulaw);
        }
    }

    private void remember(String name, byte[] mulaw) {
        synchronized (memory) {
            byte[] before = memory.put(name, mulaw);
            bytes += mulaw.length - (before == null ? 0 : before.length);
            var oldest = memory.entrySet().iterator();
            while (bytes > mostBytes && oldest.hasNext()) {
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
            trouble.accept("phrase not read: " + e.getMessage());
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
            trouble.accept("phrase not written: " + e.getMessage());
        }
    }

    private static String name(String engine, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(engine.getBytes(UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8))).substring(0, 40);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
