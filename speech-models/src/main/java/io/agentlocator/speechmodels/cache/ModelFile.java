package io.agentlocator.speechmodels.cache;

import java.util.List;

/**
 * A file of a model.
 *
 * @param name its name in the cache
 * @param parts its parts in order, which are concatenated; most files have one
 */
record ModelFile(String name, List<Part> parts) {

    /**
     * @param source the package that contains it
     * @param path path in the package
     * @param bytes its length
     * @param sha256 its hash, lower-case hexadecimal
     */
    record Part(Source source, String path, long bytes, String sha256) {}

    /**
     * @param spec name and version of a package, {@code name@1.2.3}
     * @param archiveBytes length of its archive, for progress
     */
    record Source(String spec, long archiveBytes) {}

    long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }
}
