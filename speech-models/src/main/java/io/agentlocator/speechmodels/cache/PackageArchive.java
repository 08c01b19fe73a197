package io.agentlocator.speechmodels.cache;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads a package's archive: a gzip-compressed tar file with one top directory, usually {@code package/}. */
final class PackageArchive {

    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE = 12;
    private static final int TYPE_AT = 156;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX = 155;

    private PackageArchive() {}

    /** Receives each file of an archive. */
    interface Visitor {
        /** @param path the file's path without the leading directory; {@code content} ends with the file. */
        void file(String path, InputStream content) throws IOException;
    }

    static void read(Path archive, Visitor visitor) throws IOException {
        try (InputStream in =
                new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive), 1 << 16), 1 << 16)) {
            while (true) {
                byte[] header = in.readNBytes(BLOCK);
                if (header.length < BLOCK || header[0] == 0) {
                    return;
                }
                long size = Long.parseLong(text(header, SIZE_AT, SIZE).strip(), 8);
                char type = (char) header[TYPE_AT];
                Entry entry = new Entry(in, size);
                if (type == '0' || type == 0) {
                    String prefix = text(header, PREFIX_AT, PREFIX);
                    String name = (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, NAME);
                    visitor.file(name.substring(name.indexOf('/') + 1), entry);
                }
                entry.skipNBytes(entry.left);
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            }
        }
    }

    private static String text(byte[] header, int at, int length) {
        int end = at;
        while (end < at + length && header[end] != 0) {
            end++;
        }
        return new String(header, at, end - at, StandardCharsets.UTF_8);
    }

    /** The bytes of one file in the archive. */
    private static final class Entry extends InputStream {
        private final InputStream in;
        private long left;

        Entry(InputStream in, long size) {
            this.in = in;
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            int count = in.read(bytes, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("The archive ends in the middle of a file");
            }
            left -= count;
            return count;
        }
    }
}
