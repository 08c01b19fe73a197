package io.agentlocator.speechmodels.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;

/** Packages in memory; counts how often each was requested. */
final class FakePackages implements PackageSource {

    private final Map<String, Map<String, byte[]>> packages = new LinkedHashMap<>();
    final AtomicInteger brought = new AtomicInteger();

    FakePackages with(String spec, String path, byte[] content) {
        packages.computeIfAbsent(spec, name -> new LinkedHashMap<>()).put(path, content);
        return this;
    }

    @Override
    public Path bring(String spec, Path directory, LongConsumer progress) throws IOException {
        brought.incrementAndGet();
        Map<String, byte[]> files = packages.get(spec);
        if (files == null) {
            throw new IOException("There is no package " + spec);
        }
        Path archive = directory.resolve("package.tgz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.write(header("package/" + file.getKey(), file.getValue().length));
                out.write(file.getValue());
                out.write(new byte[(512 - file.getValue().length % 512) % 512]);
            }
            out.write(new byte[1024]);
        }
        progress.accept(Files.size(archive));
        return archive;
    }

    private static byte[] header(String name, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(padded(name, 100));
        out.writeBytes(padded("0000644", 8));
        out.writeBytes(padded("0000000", 8));
        out.writeBytes(padded("0000000", 8));
        out.writeBytes(padded("%011o".formatted(size), 12));
        out.writeBytes(padded("00000000000", 12));
        out.writeBytes(padded("        ", 8));
        out.writeBytes(padded("0", 1));
        out.writeBytes(new byte[512 - out.size()]);
        return out.toByteArray();
    }

    private static byte[] padded(String text, int length) {
        return java.util.Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), length);
    }
}
