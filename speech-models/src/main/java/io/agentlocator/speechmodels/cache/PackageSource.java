package io.agentlocator.speechmodels.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Where archives of packages come from. */
interface PackageSource {

    /**
     * Brings the archive (gzip-compressed tar) of a package.
     *
     * @param spec name and version, {@code name@1.2.3}
     * @param directory an empty directory for it
     * @param brought is told how many bytes have come so far
     * @return the archive
     * @throws IOException with a message that says what to do
     */
    Path bring(String spec, Path directory, LongConsumer brought) throws IOException, InterruptedException;
}
